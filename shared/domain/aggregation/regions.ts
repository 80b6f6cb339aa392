/** Where a thing lies, as far as the words before its name say: tells two things of one name apart. */
const prefix =
  /^(?:(?:[\u3400-\u9fff]{2,3}省)?(?:[\u3400-\u9fff]{2,3}市)?)([\u3400-\u9fff]{1,3}(?<![小社园校景厂库])[区县])?([\u3400-\u9fff]{1,4}(?:镇|乡|街道))?/u;

/** 「石门县/云和镇」 of 「石门县云和镇张庄村」; "" when it names neither. */
export function leadingRegions(text: string): string {
  const plain = text
    .normalize("NFKC")
    .replace(/\s/gu, "")
    .replace(/^(?:关于|(?:19|20)\d{2}年(?:度)?|现将|公示)+/u, "");
  const match = prefix.exec(plain);
  return [match?.[1], match?.[2]].filter(Boolean).join("/");
}

const level = (name: string): string => (/[区县]$/u.test(name) ? "county" : "town");

/** Whether two places of `leadingRegions` cannot be one: they name different counties, or different towns. */
export function regionsContradict(first: string, second: string): boolean {
  const others = second.split("/");
  return first
    .split("/")
    .some(
      (name) =>
        others.some((other) => level(other) === level(name)) &&
        !others.some((other) => level(other) === level(name) && other === name),
    );
}
