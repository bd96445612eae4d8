/** What a visit finds out and no event of a case says: people fill it in. */
export const FILLED_BY_PEOPLE = ['method', 'card_in_hand', 'card_with_kin', 'abnormal', 'measure'] as const;

/** Columns of a sender's sheet that people fill in; a death is known of a case about one, of any other whoever went there knows it. */
export const FILLABLE_FIELDS = [...FILLED_BY_PEOPLE, 'is_alive', 'died_on'] as const;

export type FillableField = (typeof FILLABLE_FIELDS)[number];

/** How a sender's form is answered by yes or no: what goes back stands so in their sheet, whatever language the page is read in. */
export const YES_NO = ['是', '否'] as const;
