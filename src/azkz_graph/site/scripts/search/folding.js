// Words of a text as search compares them. azkz_graph/site/data/search_folding.py folds by the same rule.

import { visible } from "../page/visible.js";

const SILENT = /[׳״'’ʼ‘ʻ`´"“”„]/g;
const MARKS = /\p{M}/gu;
const WORDS = /[\p{L}\p{N}]+/gu;
const NEIGHBOURS = { ə: "e", ә: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", і: "и" };
const LETTERS = new RegExp(`[${Object.keys(NEIGHBOURS).join("")}]`, "g");

/**
 * The visible words without marks and apostrophes, in one case, with letters of one language only as their neighbours
 * of the other. Through capitals to small letters comes nearest to Unicode's folding of cases.
 */
export function folded(text) {
  const bare = visible(text).replace(SILENT, "").normalize("NFKD").replace(MARKS, "");
  const small = bare.toUpperCase().toLowerCase().normalize("NFKD").replace(MARKS, "");
  return small.replace(LETTERS, (letter) => NEIGHBOURS[letter]).match(WORDS) ?? [];
}
