import { deflateSync } from "node:zlib";

import { person, type CorpusCase } from "./case.ts";
import { cameraJpeg, chunk, exifBlock, jpegWith, plainJpeg, pngWith, segment } from "./picture-files.ts";

const xmp = (inner: string): Buffer =>
  Buffer.from(
    `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="e" xmlns:dc="d" xmlns:aux="a" ${inner.startsWith("<") ? `>${inner}</rdf:Description>` : `${inner}/>`}</rdf:RDF></x:xmpmeta>`,
  );
const xmpSegment = (inner: string): Buffer =>
  segment(0xe1, Buffer.concat([Buffer.from("http://ns.adobe.com/xap/1.0/\0"), xmp(inner)]));

const iptc = (dataset: number, value: string): Buffer => {
  const text = Buffer.from(value);
  const record = Buffer.concat([Buffer.from([0x1c, 2, dataset, 0, text.length]), text]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(record.length);
  return Buffer.concat([Buffer.from("Photoshop 3.0\x008BIM\x04\x04\0\0", "latin1"), size, record]);
};

export const pictureCases = (): readonly CorpusCase[] => [
  { name: "jpeg plain", bytes: plainJpeg(), hidden: [] },
  {
    name: "jpeg position",
    bytes: cameraJpeg({ gps: true }),
    hidden: ["IMAGE_GPS"],
    evidence: ["34.81", "117.32"],
  },
  { name: "jpeg empty position block", bytes: cameraJpeg({ emptyGps: true }), hidden: [] },
  { name: "jpeg make and model only", bytes: cameraJpeg({ makeOnly: true }), hidden: [] },
  {
    name: "jpeg artist and serial",
    bytes: cameraJpeg({ artist: person.name, serial: "SN20077731" }),
    hidden: ["IMAGE_META"],
    evidence: [person.name, "SN20077731"],
  },
  {
    name: "jpeg user comment",
    bytes: cameraJpeg({ comment: `现场联系人${person.mobile}` }),
    hidden: ["IMAGE_META"],
    evidence: [person.mobile],
    text: [person.mobile],
  },
  { name: "jpeg thumbnail", bytes: cameraJpeg({ thumbnail: true }), hidden: ["IMAGE_THUMBNAIL"] },
  {
    name: "jpeg comment segment",
    bytes: jpegWith(segment(0xfe, Buffer.from(`拍摄：${person.name}`))),
    hidden: ["IMAGE_META"],
    evidence: [person.name],
  },
  {
    name: "jpeg comment of a program",
    bytes: jpegWith(segment(0xfe, Buffer.from("CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90"))),
    hidden: [],
  },
  {
    name: "jpeg XMP position",
    bytes: jpegWith(xmpSegment('exif:GPSLatitude="34,48.612N" exif:GPSLongitude="117,19.4016E"')),
    hidden: ["IMAGE_GPS"],
    evidence: ["34.81", "117.32"],
  },
  {
    name: "jpeg XMP creator",
    bytes: jpegWith(
      xmpSegment(`<dc:creator><rdf:Seq><rdf:li>${person.name}</rdf:li></rdf:Seq></dc:creator>`),
    ),
    hidden: ["IMAGE_META"],
    evidence: [person.name],
  },
  {
    name: "jpeg IPTC by-line",
    bytes: jpegWith(segment(0xed, iptc(80, person.name))),
    hidden: ["IMAGE_META"],
    evidence: [person.name],
  },
  { name: "png plain", bytes: pngWith([chunk("tEXt", Buffer.from("Software\0gd"))]), hidden: [] },
  {
    name: "png author",
    bytes: pngWith([
      chunk("iTXt", Buffer.concat([Buffer.from("Author\0\0\0\0\0"), Buffer.from(person.name)])),
    ]),
    hidden: ["IMAGE_META"],
    evidence: [person.name],
  },
  {
    name: "png packed comment",
    bytes: pngWith([
      chunk(
        "zTXt",
        Buffer.concat([Buffer.from("Comment\0\0"), deflateSync(Buffer.from(`编号 ${person.id}`))]),
      ),
    ]),
    hidden: ["IMAGE_META"],
    evidence: [person.id],
    text: [person.id],
  },
  {
    name: "png EXIF position",
    bytes: pngWith([chunk("eXIf", exifBlock({ gps: true }))]),
    hidden: ["IMAGE_GPS"],
    evidence: ["34.81"],
  },
  {
    name: "tiff artist",
    bytes: new Uint8Array(exifBlock({ artist: person.name })),
    hidden: ["IMAGE_META"],
    evidence: [person.name],
  },
];
