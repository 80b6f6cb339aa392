/** What stands on one envelope. An unknown postcode leaves its boxes empty, as the post wants them. */
export interface EnvelopeText {
  readonly postcode: string;
  readonly address: string;
  readonly name: string;
  readonly senderAddress: string;
  readonly senderName: string;
  readonly senderPostcode: string;
}
