/** An error as the tus server answers it: status and body as they go to the client. */
export class TusError extends Error {
  readonly status_code: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(`tus ${status}`);
    this.status_code = status;
    this.body = body;
  }
}

export function damagedPiece(): TusError {
  return new TusError(422, JSON.stringify({ type: "urn:zwgk:problem:digest-mismatch", status: 422 }));
}

export function uploadGone(): TusError {
  return new TusError(404, "The file for this url was not found\n");
}
