import { loadSources } from './load-sources.ts';

/** What can be read, for people and pages. */
export interface KnownSource {
  source: string;
  title: string;
  english: string;
  describes: string;
  fields: { field: string; title: string; type: string; required: boolean }[];
  /** The likeliest header of each field, with the field. */
  required: string[];
  optional: string[];
}

export function describeSources(): KnownSource[] {
  return loadSources().map(({ source, title, english, describes, fields }) => {
    const named = (isRequired: boolean): string[] =>
      Object.entries(fields).flatMap(([field, { required, headers }]) =>
        required === isRequired ? [`${headers[0]} (${field})`] : [],
      );
    return {
      source,
      title,
      english,
      describes,
      fields: Object.entries(fields).map(([field, { headers, type, required }]) => ({
        field,
        title: headers[0] ?? field,
        type,
        required,
      })),
      required: named(true),
      optional: named(false),
    };
  });
}
