import type { ServiceMethod } from "./service-date.ts";

/** Words callers use for how a letter was served: our identifiers, the Chinese terms, and common English ones. */
export const serviceSpellings: Readonly<Record<string, ServiceMethod>> = {
  direct: "direct",
  byHand: "direct",
  hand: "direct",
  当面送达: "direct",
  personal: "direct",
  inPerson: "direct",
  直接送达: "direct",
  entrusted: "entrusted",
  委托送达: "entrusted",
  leftAtPlace: "leftAtPlace",
  留置送达: "leftAtPlace",
  留置: "leftAtPlace",
  post: "post",
  byPost: "post",
  registeredPost: "post",
  挂号信: "post",
  postal: "post",
  mail: "post",
  ems: "post",
  EMS: "post",
  registeredMail: "post",
  邮寄送达: "post",
  邮寄: "post",
  courier: "courier",
  快递: "courier",
  email: "email",
  "e-mail": "email",
  电子邮件: "email",
  internet: "internet",
  portal: "internet",
  online: "internet",
  website: "internet",
  互联网: "internet",
  网络: "internet",
  electronic: "internet",
  电子: "internet",
  电子送达: "internet",
  fax: "fax",
  传真: "fax",
  publicNotice: "publicNotice",
  公告送达: "publicNotice",
};

/** All words for some of these methods. */
export function wordsForService(...methods: readonly ServiceMethod[]): readonly string[] {
  return Object.keys(serviceSpellings).filter((word) => {
    const method = serviceSpellings[word];
    return method !== undefined && methods.includes(method);
  });
}
