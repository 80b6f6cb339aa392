import type { reviewRequestOperations } from "../../../shared/contract/review-requests.ts";
import {
  decideIncomingRequest,
  importReviewPackage,
  listIncomingRequests,
  readIncomingFile,
  readIncomingFileText,
  readIncomingRequest,
} from "../services/review-requests/incoming.ts";
import {
  listRemotePeople,
  readRemoteKeys,
  registerRemotePerson,
} from "../services/review-requests/remote-people.ts";
import { readRequestsOfReview, sendReviewRequest } from "../services/review-requests/send-request.ts";
import type { HandlersOf } from "./handler.ts";

export const reviewRequestHandlers: HandlersOf<typeof reviewRequestOperations> = {
  listRemotePeople,
  readRemoteKeys,
  registerRemotePerson,
  readRequestsOfReview,
  sendReviewRequest,
  listIncomingRequests,
  readIncomingRequest,
  readIncomingFile,
  readIncomingFileText,
  decideIncomingRequest,
  importReviewPackage,
};
