import { useEffect } from "react";
import { useParams } from "react-router";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { WayBack } from "../../components/states/way-back.tsx";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { useCommentsStore } from "./comments-store.ts";
import { useLetterStore } from "./letter-store.ts";
import { OpenLetter } from "./open-letter.tsx";
import "../../components/findings/findings.css";
import "../case/case.css";
import "../review/review.css";
import "./letter.css";

/** 文书编辑: the case left, the page that will be printed in the centre, why, checks and fields right. */
export function LetterScreen() {
  const { letterId = "" } = useParams();
  const view = useLetterStore((state) => state.view);
  const model = useLetterStore((state) => state.model);
  const status = useLetterStore((state) => state.status);
  const error = useLetterStore((state) => state.error);
  const open = useLetterStore((state) => state.open);
  const reread = useLetterStore((state) => state.reread);
  const saveNow = useLetterStore((state) => state.saveNow);
  const readComments = useCommentsStore((state) => state.read);
  useEffect(() => void open(letterId), [open, letterId]);
  useEffect(() => void readComments(letterId), [readComments, letterId]);
  // Leaving the view waits for nothing: what was typed goes to the core now.
  useEffect(() => () => void saveNow(), [saveNow]);
  const answers = (view?.answers ?? []).map((answer) => `letter:${answer.letterId}`);
  useCoreChanges([`letter:${letterId}`, `item:${view?.itemId ?? ""}`, ...answers, "reviews"], () => {
    void reread();
    void readComments(letterId);
  });
  const shown = view?.letterId === letterId ? view : undefined;
  if (shown && model) return <OpenLetter key={shown.letterId} view={shown} model={model} />;
  return (
    <div style={{ padding: 20 }}>
      {status === "failed" && error ? (
        <ErrorPanel
          error={error}
          about="这件文书没有打开"
          onRetry={() => void reread()}
          actions={<WayBack address={addresses.letters} label="回到文书登记" />}
        />
      ) : (
        <LoadingRows rows={10} label="正在打开文书" />
      )}
    </div>
  );
}
