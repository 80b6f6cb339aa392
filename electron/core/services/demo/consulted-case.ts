import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { documentFromPlainText } from "../../../../shared/domain/item/document-from-text.ts";
import { writeDocx } from "../../documents/release/write-docx.ts";
import { openConsultation } from "../consultations/consulted-parties.ts";
import { makeExtract } from "../consultations/extracts.ts";
import { makeConsultationLetter } from "../consultations/make-letter.ts";
import { recordService } from "../letters/serve-letter.ts";
import { signLetter } from "../letters/sign-letter.ts";
import { submitLetter } from "../letters/submit-letter.ts";
import { demoPassphrase } from "./demo-people.ts";
import { at, must, type Stage } from "./demo-stage.ts";
import { advanceTo } from "./review-steps.ts";

/** Who is asked, about what, and the paper that was found: of it the one asked gets its own paragraph only. */
export interface ThirdParty {
  readonly name: string;
  readonly contact: string;
  readonly phone: string;
  readonly address: string;
  readonly reason: string;
  readonly asked: string;
  readonly paper: {
    readonly fileName: string;
    readonly paragraphs: readonly string[];
    /** The paragraph about the one that is asked, counted from 1. */
    readonly own: number;
  };
}

const propertyFirm: ThirdParty = {
  name: "云州安泰物业服务有限公司",
  contact: "马会计",
  phone: "0990-5550142",
  address: "云州市城区文昌街18号",
  reason: "评分依据写有该公司的服务成本，可能属于商业秘密",
  asked: "2025年度物业服务企业信用评价评分依据中该公司的成本测算",
  paper: {
    fileName: "信用评价评分依据.docx",
    paragraphs: [
      "2025年度物业服务企业信用评价评分依据",
      "云州安泰物业服务有限公司：合同履约得分38.5分，服务收费情况另附该公司成本测算，年度服务成本412万元。",
      "云州广厦物业服务有限公司：合同履约得分36分，年度服务成本386万元。",
      "云州恒升物业服务有限公司：合同履约得分35.5分，年度服务成本351万元。",
    ],
    own: 2,
  },
};

interface SentLetter {
  readonly sentOn: CalendarDay;
  /** Their fifteen working days begin with it; left out while the receipt is not back. */
  readonly receivedOn: CalendarDay | undefined;
  readonly trackingNo: string;
}

/** A third party is asked about what concerns it: the extract goes with the letter, the clock stands (条例32). The consultation's id. */
export async function askThirdParty(
  stage: Stage,
  applicationId: string,
  { sentOn, receivedOn, trackingNo }: SentLetter,
  { paper, ...party }: ThirdParty = propertyFirm,
): Promise<string> {
  at(stage, sentOn, 30);
  const work = stage.as("zhangnian");
  const { consultationId } = must(
    await openConsultation(work, {
      applicationId,
      basis: "thirdPartyRights",
      ...party,
      documentNo: "",
    }),
    "open consultation",
  );
  const { letterId } = must(
    await makeConsultationLetter(work, { consultationId, role: "consultation" }),
    "consultation letter",
  );
  must(
    await makeExtract(work, {
      consultationId,
      fileName: paper.fileName,
      bytes: writeDocx(documentFromPlainText(paper.paragraphs.join("\n"))),
      chosen: [paper.own],
    }),
    "extract",
  );
  const { reviewId } = must(await submitLetter(work, { letterId }), "submit consultation letter");
  const digest = await advanceTo(stage, reviewId, "zhangnian", "approved");
  const office = stage.as("hejing");
  must(
    await signLetter(office, { letterId, digest, passphrase: demoPassphrase }),
    "sign consultation letter",
  );
  at(stage, receivedOn ?? sentOn, 120);
  must(
    await recordService(office, {
      letterId,
      method: "post",
      clockDate: sentOn,
      ...(receivedOn ? { receivedOn } : {}),
      trackingNo,
      note: "",
    }),
    "serve consultation letter",
  );
  return consultationId;
}
