export interface Paragraph {
  heading: string;
  text: string;
}
