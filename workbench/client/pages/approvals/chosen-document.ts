export interface ChosenDocument {
  case_id: string;
  document_id: string;
}
