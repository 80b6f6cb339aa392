import { Fragment } from "react";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** A text that breaks between words only: a title never splits one over two lines (GB/T 9704-2012, 7.3.1). */
export function WordBreaks({ text }: { readonly text: string }) {
  return Array.from(segmenter.segment(text), ({ segment, index }) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {segment}
    </Fragment>
  ));
}
