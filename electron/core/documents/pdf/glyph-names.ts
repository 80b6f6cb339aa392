/** Glyph names of Latin fonts (Adobe Glyph List) beyond single letters and uniXXXX, as "name=character". */
const names: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "space= |exclam=!|quotedbl=\"|numbersign=#|dollar=$|percent=%|ampersand=&|quotesingle='|quoteright=\u2019|quoteleft=\u2018|parenleft=(|parenright=)|" +
    "asterisk=*|plus=+|comma=,|hyphen=-|minus=\u2212|period=.|slash=/|zero=0|one=1|two=2|three=3|four=4|five=5|six=6|seven=7|eight=8|nine=9|colon=:|" +
    "semicolon=;|less=<|equal==|greater=>|question=?|at=@|bracketleft=[|backslash=\\|bracketright=]|asciicircum=^|underscore=_|grave=`|braceleft={|" +
    "braceright=}|asciitilde=~|exclamdown=\u00a1|cent=\u00a2|sterling=\u00a3|currency=\u00a4|yen=\u00a5|brokenbar=\u00a6|section=\u00a7|dieresis=\u00a8|" +
    "copyright=\u00a9|ordfeminine=\u00aa|guillemotleft=\u00ab|logicalnot=\u00ac|registered=\u00ae|macron=\u00af|degree=\u00b0|plusminus=\u00b1|" +
    "acute=\u00b4|mu=\u00b5|paragraph=\u00b6|periodcentered=\u00b7|middot=\u00b7|cedilla=\u00b8|ordmasculine=\u00ba|guillemotright=\u00bb|onequarter=\u00bc|" +
    "onehalf=\u00bd|threequarters=\u00be|questiondown=\u00bf|multiply=\u00d7|divide=\u00f7|germandbls=\u00df|ae=\u00e6|AE=\u00c6|oe=\u0153|OE=\u0152|" +
    "endash=\u2013|emdash=\u2014|quotedblleft=\u201c|quotedblright=\u201d|quotesinglbase=\u201a|quotedblbase=\u201e|bullet=\u2022|ellipsis=\u2026|" +
    "perthousand=\u2030|guilsinglleft=\u2039|guilsinglright=\u203a|fraction=\u2044|Euro=\u20ac|trademark=\u2122|fi=fi|fl=fl|ff=ff|ffi=ffi|ffl=ffl|" +
    "dotlessi=\u0131|nbspace=\u00a0|nonbreakingspace=\u00a0|sfthyphen=-|hyphenminus=-"
  )
    .split("|")
    .map((pair) => {
      const equals = pair.indexOf("=");
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
);

const accents: Readonly<Record<string, string>> = {
  grave: "\u0300",
  acute: "\u0301",
  circumflex: "\u0302",
  tilde: "\u0303",
  dieresis: "\u0308",
  ring: "\u030a",
  cedilla: "\u0327",
  caron: "\u030c",
  macron: "\u0304",
};

/** The text of a glyph name; undefined for names that only mean something inside their font ("g12", "cid34"). */
export function glyphText(name: string): string | undefined {
  const plain = name.split(".")[0] ?? "";
  if (/^[A-Za-z]$/u.test(plain)) return plain;
  const known = names[plain];
  if (known !== undefined && known !== "") return known;
  const accented = /^([A-Za-z])(grave|acute|circumflex|tilde|dieresis|ring|cedilla|caron|macron)$/u.exec(
    plain,
  );
  if (accented) return `${accented[1] ?? ""}${accents[accented[2] ?? ""] ?? ""}`.normalize("NFC");
  const unicode = /^(?:uni((?:[0-9A-F]{4})+)|u([0-9A-F]{4,6}))$/u.exec(plain);
  if (unicode?.[1])
    return (unicode[1].match(/.{4}/gu) ?? [])
      .map((hex) => String.fromCharCode(Number.parseInt(hex, 16)))
      .join("");
  if (unicode?.[2]) {
    const point = Number.parseInt(unicode[2], 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
  }
  return undefined;
}
