import type { InlineRun, LetterBlock, LetterModel } from "../../../shared/domain/letters/letter-model.ts";

/** Letter models written by hand, for what no template shows: calibration pages, 文件格式, letters of any length. */
export function text(value: string): readonly InlineRun[] {
  return [{ kind: "text", text: value }];
}

export function paragraph(value: string, indent: "firstLine" | "none" = "firstLine"): LetterBlock {
  return { kind: "paragraph", id: "text", indent, runs: text(value) };
}

export function freeLetter(blocks: readonly LetterBlock[], other: Partial<LetterModel> = {}): LetterModel {
  return {
    templateId: "free-document",
    templateVersion: "1",
    name: "测试文书",
    format: "letter",
    organHead: text("云州市住房和城乡建设局"),
    number: text("云建公开告〔2026〕5号"),
    title: text("政府信息公开告知书"),
    addressee: text("李秋实"),
    blocks,
    signOff: { organ: text("云州市住房和城乡建设局"), date: text("2026年3月20日"), sealed: true },
    attachments: [],
    relief: { block: "relief-none", onlineAddendum: false, keepIssuedWording: false, reasons: [] },
    missing: [],
    unlockedClauses: [],
    ...other,
  };
}

/** One paragraph of 28 × 70 汉字 and nothing else: the page of 22 lines of 28 characters. */
export function calibrationPage(): LetterModel {
  const { number: _number, addressee: _addressee, signOff: _signOff, ...rest } = freeLetter([]);
  return {
    ...rest,
    format: "plain",
    organHead: [],
    title: [],
    blocks: [paragraph("文".repeat(28 * 70), "none")],
  };
}

export function circular(): LetterModel {
  const body = Array.from({ length: 6 }, (_, index) =>
    paragraph(
      `${index + 1}.各科室、直属单位要对照任务分工，逐项明确责任人和完成时限，按季度报送进展情况，确保各项任务落实到位。`,
    ),
  );
  return freeLetter(body, {
    format: "document",
    organHead: text("云州市住房和城乡建设局文件"),
    number: text("云建发〔2026〕9号"),
    title: text("关于印发《云州市住房和城乡建设局2026年政务公开工作要点》的通知"),
    addressee: text("各科室、直属单位"),
    annotation: "（此件公开发布）",
    colophon: {
      copyTo: "云州市人民政府办公室，云州市城东区、城西区住房和城乡建设局",
      issuedBy: "云州市住房和城乡建设局办公室",
      issuedOn: "2026年3月21日",
    },
  });
}
