// Cuts fonts to what the pages use. Usage: node bin/cut-fonts.mjs <what> <from.woff2> <to.woff2>
// digits: the ten digits of Hanken Grotesk, as the zero of Atkinson Hyperlegible is slashed, which
// makes amounts look technical. latin: the characters that styles/fonts.css says are in it, in the
// weights that the styles use (400 to 700), with the ligatures between them.
import { readFile, writeFile } from "node:fs/promises";
import subsetFont from "subset-font";

const LATIN = [
  [0x20, 0x7e], [0xa0, 0xff], [0x131], [0x152, 0x153], [0x2bb, 0x2bc], [0x2c6], [0x2da], [0x2dc],
  [0x304], [0x308], [0x329], [0x2000, 0x206f], [0x20ac], [0x2122], [0x2191], [0x2193], [0x2212],
  [0x2215],
];
const characters = (ranges) =>
  ranges
    .flatMap(([first, last = first]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
    .map((point) => String.fromCodePoint(point))
    .join("");
const CUTS = {
  digits: ["0123456789", {}],
  latin: [characters(LATIN), { variationAxes: { wght: { min: 400, max: 700 } } }],
};

const [what, from, to] = process.argv.slice(2);
const [text, options] = CUTS[what];
await writeFile(to, await subsetFont(await readFile(from), text, { targetFormat: "woff2", ...options }));
