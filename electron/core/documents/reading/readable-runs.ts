const run = /[\p{Script=Han}\u0020-\u007e\u2605\u2606\u3000-\u303f\uff00-\uff5e]{3,}/gu;
const fewestCharacters = 6;

/** Long enough to mean something; the star of a secrecy mark means something in a short run too. */
function isTelling(text: string): boolean {
  return (
    (text.length >= fewestCharacters && /[\p{Script=Han}\d]{2}/u.test(text)) || /[\u2605\u2606]/u.test(text)
  );
}

/** Runs of at least six characters that read as UTF-16LE, from an even or an odd byte on, or GBK text in binary data. */
export function readableRuns(bytes: Uint8Array): readonly string[] {
  const wide = new TextDecoder("utf-16le");
  const readings = [
    wide.decode(bytes.subarray(0, bytes.length & ~1)),
    wide.decode(bytes.subarray(1, bytes.length - ((bytes.length & 1) ^ 1))),
    new TextDecoder("gbk").decode(bytes),
  ];
  return readings
    .flatMap((reading) => [...reading.matchAll(run)].map((match) => match[0]))
    .filter(isTelling)
    .slice(0, 2_000);
}
