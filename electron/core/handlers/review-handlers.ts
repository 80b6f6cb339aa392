import type { reviewOperations } from "../../../shared/contract/reviews.ts";
import { answerChecklist } from "../services/reviews/answer-review.ts";
import {
  answerFindings,
  readEqualsUnderReview,
  readFindingsUnderReview,
  undoAnswers,
} from "../services/reviews/review-findings.ts";
import { decideStage } from "../services/reviews/decide-stage.ts";
import { settleOpinions } from "../services/reviews/settle-opinions.ts";
import { decidedReviews } from "../services/reviews/decided-reviews.ts";
import { openReview } from "../services/reviews/open-review.ts";
import { reviewQueue } from "../services/reviews/read-queue.ts";
import { readReviewForm } from "../services/reviews/review-form.ts";
import { readReviewView } from "../services/reviews/read-reviews.ts";
import { exportReviewDocument } from "../services/reviews/review-documents.ts";
import { readReviewMemory } from "../services/reviews/review-memory.ts";
import { readNotes, writeNote } from "../services/reviews/review-notes.ts";
import type { HandlersOf } from "./handler.ts";

export const reviewHandlers: HandlersOf<typeof reviewOperations> = {
  reviewQueue,
  decidedReviews,
  openReview,
  readReview: readReviewView,
  readFindingsUnderReview,
  readEqualsUnderReview,
  answerFindings,
  undoAnswers,
  answerChecklist,
  decideStage,
  settleOpinions,
  readReviewForm,
  exportReviewDocument,
  readReviewMemory,
  readReviewNotes: readNotes,
  writeReviewNote: writeNote,
};
