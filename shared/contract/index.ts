import { actingForOthersOperations } from "./acting-for-others.ts";
import { afterReleaseOperations } from "./after-release.ts";
import { aggregationOperations } from "./aggregation.ts";
import { applicationOperations } from "./applications.ts";
import { applicationUnitOperations } from "./application-units.ts";
import { jointAnswerOperations } from "./joint-answers.ts";
import { desensitiseOperations } from "./desensitise.ts";
import { everydayWordOperations } from "./everyday-words.ts";
import { archiveOperations } from "./archive.ts";
import { channelOperations } from "./channels.ts";
import { caseFileOperations } from "./case-files.ts";
import { calendarOperations } from "./calendar.ts";
import { catalogueOperations } from "./catalogue.ts";
import { consultationOperations } from "./consultations.ts";
import { deliberationOperations } from "./deliberations.ts";
import { deliveryOperations } from "./deliveries.ts";
import { cleanUpOperations } from "./clean-up.ts";
import { aggregationRuleOperations } from "./aggregation-rules.ts";
import { leakOperations } from "./leaks.ts";
import { referralOperations } from "./referrals.ts";
import { releasePlanOperations } from "./release-plan.ts";
import { trainingOperations } from "./training.ts";
import { deskOperations } from "./desk.ts";
import { disputeOperations } from "./disputes.ts";
import { feeOperations } from "./fees.ts";
import { itemOperations } from "./items.ts";
import { ledgerOperations } from "./ledger.ts";
import { legalReadingOperations } from "./legal-reading.ts";
import { letterCommentOperations } from "./letter-comments.ts";
import { letterRegisterOperations } from "./letter-register.ts";
import type { AnyOperation } from "./operation.ts";
import { matterOperations } from "./matters.ts";
import { oralApplicationOperations } from "./oral-applications.ts";
import { organisationOperations } from "./organisation.ts";
import { publicationOperations } from "./publications.ts";
import { reviewRequestOperations } from "./review-requests.ts";
import { reviewOperations } from "./reviews.ts";
import { screeningRuleOperations } from "./screening-rules.ts";
import { sessionOperations } from "./session.ts";
import { statisticsOperations } from "./statistics.ts";
import { syncOperations } from "./sync.ts";
import { templateOperations } from "./templates.ts";

/** Every operation of the workstation, declared once; transports and handlers are derived from this registry. */
export const contract = {
  ...sessionOperations,
  ...organisationOperations,
  ...itemOperations,
  ...reviewOperations,
  ...actingForOthersOperations,
  ...aggregationOperations,
  ...publicationOperations,
  ...afterReleaseOperations,
  ...cleanUpOperations,
  ...leakOperations,
  ...ledgerOperations,
  ...referralOperations,
  ...trainingOperations,
  ...releasePlanOperations,
  ...aggregationRuleOperations,
  ...applicationOperations,
  ...applicationUnitOperations,
  ...jointAnswerOperations,
  ...archiveOperations,
  ...caseFileOperations,
  ...calendarOperations,
  ...channelOperations,
  ...catalogueOperations,
  ...consultationOperations,
  ...deliberationOperations,
  ...screeningRuleOperations,
  ...deliveryOperations,
  ...deskOperations,
  ...everydayWordOperations,
  ...disputeOperations,
  ...feeOperations,
  ...legalReadingOperations,
  ...letterCommentOperations,
  ...letterRegisterOperations,
  ...matterOperations,
  ...oralApplicationOperations,
  ...templateOperations,
  ...statisticsOperations,
  ...syncOperations,
  ...reviewRequestOperations,
  ...desensitiseOperations,
} as const satisfies Record<string, AnyOperation>;

export type Contract = typeof contract;
export type OperationKey = keyof Contract;

/** Operations by their public name ("reviews.decide"). */
export const operationsByName: ReadonlyMap<string, AnyOperation> = new Map(
  Object.values(contract).map((operation) => [operation.name, operation as AnyOperation]),
);
