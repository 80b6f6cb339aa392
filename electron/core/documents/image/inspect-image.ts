import { ReadBudget } from "../reading/read-budget.ts";
import { isProgramName, isProgramRemark } from "../reading/program-names.ts";
import { reportOutside } from "../reading/outside-bytes.ts";
import type { ReadingBuilder } from "../reading/reading-builder.ts";
import { exifText, type ExifData, type ExifField } from "./exif.ts";
import { readImageMetadata, type ImageMetadata } from "./image-metadata.ts";
import { readXmpPacket, type XmpProperty } from "./xmp.ts";

/** Who took or owns the picture; camera make, model and program are not reported. */
const identifyingTags: Readonly<Record<number, string>> = {
  0x010e: "图像说明",
  0x013b: "拍摄者",
  0x013c: "拍摄设备名",
  0x8298: "版权",
  0x9286: "用户注释",
  0x9c9b: "标题",
  0x9c9c: "备注",
  0x9c9d: "作者",
  0x9c9e: "关键词",
  0x9c9f: "主题",
  0xa430: "机主",
  0xa431: "机身序列号",
  0xa435: "镜头序列号",
  0xc62f: "机身序列号",
  0xfde8: "机主",
  0xfde9: "序列号",
};
/** Free text that may hold anything; the others hold a name or a number. */
const proseTags = new Set([0x010e, 0x9286, 0x9c9b, 0x9c9c, 0x9c9e, 0x9c9f]);

const iptcNames: Readonly<Record<number, string>> = {
  5: "标题",
  25: "关键词",
  40: "特别说明",
  80: "署名",
  85: "署名职务",
  110: "来源",
  115: "来源",
  116: "版权",
  118: "联系方式",
  120: "说明",
  122: "说明作者",
};

const xmpNames: Readonly<Record<string, string>> = {
  creator: "作者",
  rights: "版权",
  description: "说明",
  title: "标题",
  subject: "关键词",
  OwnerName: "机主",
  CameraOwnerName: "机主",
  SerialNumber: "机身序列号",
  BodySerialNumber: "机身序列号",
  LensSerialNumber: "镜头序列号",
  UserComment: "用户注释",
  ImageDescription: "图像说明",
  Artist: "拍摄者",
  Copyright: "版权",
  Author: "作者",
  AuthorsPosition: "署名职务",
  CaptionWriter: "说明作者",
  Credit: "来源",
  Instructions: "特别说明",
  Headline: "标题",
  PersonInImage: "画面人物",
  PersonDisplayName: "画面人物",
  CiAdrExtadr: "联系地址",
  CiTelWork: "联系电话",
  CiEmailWork: "联系邮箱",
  Location: "地点",
  City: "城市",
  Sublocation: "地点",
};

function fieldText(field: ExifField): string {
  return field.type === 2 || field.type === 7 || field.type === 1 || field.type === 129
    ? exifText(field)
    : field.numbers.join(" ");
}

function degrees(numbers: readonly number[]): number {
  return (numbers[0] ?? 0) + (numbers[1] ?? 0) / 60 + (numbers[2] ?? 0) / 3_600;
}

interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

function formatPosition(position: Position): string {
  const one = (value: number, positive: string, negative: string): string =>
    `${value < 0 ? negative : positive}${Math.abs(value).toFixed(6)}°`;
  return `${one(position.latitude, "北纬", "南纬")}，${one(position.longitude, "东经", "西经")}`;
}

/** Position of the GPS directory (Exif 2.32, 4.6.6); an empty or all-zero directory is no position. */
function exifPosition(exif: ExifData): string | undefined {
  const gps = (tag: number): ExifField | undefined =>
    exif.fields.find((field) => field.directory === "gps" && field.tag === tag);
  const latitude = gps(2);
  const longitude = gps(4);
  const area = gps(28);
  if (!latitude || !longitude) {
    const other = [gps(20), gps(22)].some((field) => field && field.numbers.some((value) => value !== 0));
    const text = area ? exifText(area) : "";
    return other || text ? `定位信息${text ? `：${text}` : ""}` : undefined;
  }
  const position = {
    latitude: degrees(latitude.numbers) * (/^S/iu.test(gps(1) ? exifText(gps(1) as ExifField) : "") ? -1 : 1),
    longitude:
      degrees(longitude.numbers) * (/^W/iu.test(gps(3) ? exifText(gps(3) as ExifField) : "") ? -1 : 1),
  };
  return position.latitude === 0 && position.longitude === 0 ? undefined : formatPosition(position);
}

/** "31,47.1588N" or "31,47,9.5N" (XMP part 2, 1.2.7.4) or plain decimals. */
function xmpCoordinate(text: string): number | undefined {
  const parts =
    /^\s*(-?\d+(?:\.\d+)?)(?:[,\s]+(\d+(?:\.\d+)?))?(?:[,\s]+(\d+(?:\.\d+)?))?\s*([NSEWnsew])?\s*$/u.exec(
      text,
    );
  if (!parts) return undefined;
  const value = Number(parts[1]) + Number(parts[2] ?? 0) / 60 + Number(parts[3] ?? 0) / 3_600;
  return /[SWsw]/u.test(parts[4] ?? "") ? -value : value;
}

function xmpPosition(properties: readonly XmpProperty[]): string | undefined {
  const valueOf = (name: string): string | undefined =>
    properties.find((property) => property.name === name)?.value;
  const latitudeText = valueOf("GPSLatitude");
  const longitudeText = valueOf("GPSLongitude");
  if (!latitudeText || !longitudeText) return undefined;
  const latitude = xmpCoordinate(latitudeText);
  const longitude = xmpCoordinate(longitudeText);
  if (latitude === undefined || longitude === undefined) return `${latitudeText}，${longitudeText}`;
  return latitude === 0 && longitude === 0 ? undefined : formatPosition({ latitude, longitude });
}

function isMeaningful(text: string): boolean {
  // Cameras pad empty comments with blanks, zeros or their own defaults.
  return (
    !isProgramRemark(text) &&
    !/^[\s0._-]*$/u.test(text) &&
    !/^(?:OLYMPUS DIGITAL CAMERA|SONY DSC|KONICA MINOLTA.*|DIGITAL CAMERA|DCIM\S*|default|untitled|screenshot)$/iu.test(
      text,
    )
  );
}

/** Programs sign JPEG comments and PNG texts; those identify nobody. */
const programComment =
  /^(?:CREATOR: gd-jpeg|gd-jpeg|Lavc|LEAD Technologies|File written by Adobe|Compressed by|Optimized by|Intel\(R\) JPEG|AppleMark|Processed By eBay|xv|ACD Systems|Created with)/iu;
const ignoredKeys =
  /^(?:Software|Creation Time|Title|date:\w+|create-date|modify-date|tIME|exif:.*|jpeg:.*|png:.*|icc:.*|signature|Thumb::.*|pdf:.*|svg:.*|dpi|chromium|parameters-version)$/iu;

/** Reports what an image file carries beside its pixels. */
export function inspectImage(
  bytes: Uint8Array,
  builder: ReadingBuilder,
  where: string,
): ImageMetadata | undefined {
  const image = readImageMetadata(bytes);
  if (!image) return undefined;
  const prose = (label: string, text: string): void => {
    builder.addPart(`${where}的${label}`, text, { hidden: "IMAGE_META" });
  };
  const report = (label: string, text: string, isProse: boolean): void => {
    const plain = text.trim();
    if (plain === "" || (isProse ? !isMeaningful(plain) : isProgramName(plain) || /^[0\s]*$/u.test(plain)))
      return;
    builder.addHidden("IMAGE_META", `${label}：${plain}`, where);
    if (isProse) prose(label, plain);
    else builder.addPart(`${where}的${label}`, plain, { hidden: "IMAGE_META", screening: "identifiers" });
  };
  for (const exif of image.exif) {
    const position = exifPosition(exif);
    if (position) builder.addHidden("IMAGE_GPS", position, where);
    for (const field of exif.fields) {
      const label = identifyingTags[field.tag];
      if (!label || field.directory === "gps" || field.directory === "interop") continue;
      report(label, fieldText(field), proseTags.has(field.tag));
    }
  }
  for (const packet of image.xmp) {
    const properties = readXmpPacket(
      packet,
      new ReadBudget({ ...builder.budget.limits, xmlElements: 50_000, milliseconds: 5_000 }),
    );
    const position = xmpPosition(properties);
    if (position && !builder.has("IMAGE_GPS")) builder.addHidden("IMAGE_GPS", position, where);
    for (const property of properties) {
      const label = xmpNames[property.name];
      if (label && property.name !== "title")
        report(label, property.value, /说明|注释|关键词|备注|标题/u.test(label));
      if (property.name === "image" && property.value.length > 200)
        builder.addHidden("IMAGE_THUMBNAIL", "XMP 缩略图", where);
    }
  }
  for (const entry of image.iptc) {
    const label = iptcNames[entry.dataset];
    if (label) report(label, entry.text, [5, 25, 40, 118, 120].includes(entry.dataset));
  }
  for (const comment of image.comments) {
    if (ignoredKeys.test(comment.key) || programComment.test(comment.text.trim())) continue;
    report(comment.key, comment.text, !/^(?:author|artist|creator)$/iu.test(comment.key));
  }
  // The pictures behind the first of a multi-picture file are told as its previews.
  if (!image.previews.some((preview) => preview.startsWith("MPF")) && image.end < bytes.length)
    reportOutside(builder, [{ where: `${where}末尾之后`, bytes: bytes.subarray(image.end) }]);
  for (const preview of image.previews) builder.addHidden("IMAGE_THUMBNAIL", preview, where);
  return image;
}
