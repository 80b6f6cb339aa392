import { Fragment } from "react";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Where a title may break: between words only, so that none is split over two lines (GB/T 9704-2012, 7.3.1). */
export const wordStarts = (text: string): readonly number[] =>
  Array.from(segmenter.segment(text), ({ index }) => index).filter((index) => index > 0);

/** A text that breaks between words only. */
export function WordBreaks({ text }: { readonly text: string }) {
  const starts = wordStarts(text);
  return [0, ...starts].map((start, at) => (
    <Fragment key={start}>
      {start > 0 && <wbr />}
      {text.slice(start, starts[at])}
    </Fragment>
  ));
}
