export type Kind = 'text' | 'date' | 'integer' | 'money' | 'month' | 'decimal';

export interface SectionColumn {
  name: string;
  header: string;
  kind: Kind;
  /** Whether rows may be added up. People may not: somebody may stand in several rows. */
  adds?: boolean;
}

export interface Chart {
  shape: 'column' | 'bar';
  title: string;
  unit: string;
  category: string;
  series: readonly { column: string; title: string; tone: 'recovered' | 'owed' | 'plain' }[];
}

/** One table of the summary, as every paper and export shows it. */
export interface Section {
  id: string;
  title: string;
  note: string;
  columns: readonly SectionColumn[];
  rows: readonly (readonly SectionCell[])[];
  total: readonly SectionCell[] | null;
  chart: Chart | null;
}

export type SectionCell = string | number | null;

export interface SectionShape extends Omit<Section, 'rows' | 'total' | 'note' | 'chart'> {
  note?: string;
  chart?: Chart;
  query: string;
  /** Totals that cannot be had by adding up: the people of all rows, each once. */
  distinct?: Record<string, string>;
  hasTotal?: boolean;
}
