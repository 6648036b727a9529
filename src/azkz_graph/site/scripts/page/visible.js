// Texts without invisible characters. azkz_graph/text/normal_form.py leaves out the same.

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Soft hyphens, zero-width spaces, marks of direction and their like come along with what readers copy. */
export const visible = (text) => text.replace(INVISIBLE, "");
