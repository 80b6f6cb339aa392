/** Where a sealed package is on its way to the server: the life of `outbox-machine.ts`, kept in the store, told on screen. */
export type OutboxState =
  | "sealed"
  | "announced"
  | "uploading"
  | "sent"
  | "accepted"
  | "conflict"
  | "rejected"
  | "needs-user";
