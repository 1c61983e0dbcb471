/** How text is cut into words; `training/core/words.py` has the same three ranges and says why they are spelled out. */

/** White space and punctuation. Joiners (U+200C, U+200D), symbols and emoji are parts of words. */
export const SEPARATORS =
  String.raw`\u0000-\/:-@\[-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7` +
  String.raw`\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u060c\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965` +
  String.raw`\u0e5a\u0e5b\u0f0b-\u0f14\u104a-\u104f\u1361-\u1368\u1680\u17d4-\u17da\u1800-\u180a` +
  String.raw`\u2000-\u200b\u200e-\u206f\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30a0\u30fb` +
  String.raw`\ufe10-\ufe19\ufe30-\ufe6b\ufeff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufff9-\ufffd`;

/** Scripts that put no space between words: Chinese and Japanese characters, Thai, Lao, Khmer, Burmese. */
export const UNSPACED =
  String.raw`\u0e00-\u0e59\u0e5c-\u0eff\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17db-\u17ff\u2e80-\u2fdf` +
  String.raw`\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3040-\u309f\u30a1-\u30fa\u30fc-\u312f\u31a0-\u31ff` +
  String.raw`\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}`;

/** What belongs to the character before it, within an unspaced script. */
export const MARKS =
  String.raw`\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059` +
  String.raw`\u17b4-\u17d3\u17dd\u200c\u200d\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\uff9e\uff9f`;

const WORD = every(`[^${SEPARATORS}]+`);
const PIECE = every(`[${UNSPACED}][${MARKS}]*|[^${SEPARATORS}${UNSPACED}]+`);
const SOLID = every(
  String.raw`[^\u0000-\u0020\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+`,
);

/** The words in order; a text of punctuation alone, such as ":-)", is cut at its spaces. */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? text.match(SOLID) ?? [];
}

/** Start and end, in UTF-16 units, of what a person would point at: words, or single characters where a script has
 * no spaces. */
export function piecesOf(text: string): [start: number, end: number][] {
  const found = [...text.matchAll(PIECE)];
  const pieces = found.length > 0 ? found : [...text.matchAll(SOLID)];
  return pieces.map((match) => [match.index, match.index + match[0].length]);
}

function every(pattern: string): RegExp {
  return new RegExp(pattern, "gu");
}
