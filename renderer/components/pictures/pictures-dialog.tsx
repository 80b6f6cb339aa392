import { Button, Modal } from "antd";
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from "react";

import type { AttachmentPictures, PictureView } from "../../../shared/contract/items.ts";
import { declarationOf, type CommandId } from "../../commands/command-table.ts";
import { matchesChord } from "../../commands/key-chord.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { ButtonKey, KeyHint } from "../key-hint/key-hint.tsx";
import { Notice } from "../notice/notice.tsx";
import { ScrollRegion } from "../scroll-region/scroll-region.tsx";
import { EmptyState } from "../states/empty-state.tsx";
import { ErrorPanel } from "../states/error-panel.tsx";
import { LoadingRows } from "../states/loading-rows.tsx";
import {
  absentWords,
  choiceOf,
  isShown,
  isOfPages,
  maskedBy,
  nameWords,
  sizeWords,
  stateWords,
  undecided,
  withChoice,
  withRegion,
  type Choice,
} from "./pictures-model.ts";
import { RegionBoard } from "./region-board.tsx";
import { usePicture } from "./use-picture.ts";
import "./pictures.css";

interface File {
  readonly itemId: string;
  readonly attachmentId: string;
  readonly fileName: string;
}

/** The picture as it is in the file, with the parts that are masked, and beside it what the public copy shows of it. */
function PicturePair({
  file,
  picture,
  all,
  editable,
  saved,
  large,
  onChoose,
}: {
  readonly file: File;
  readonly picture: PictureView;
  readonly all: AttachmentPictures;
  readonly editable: boolean;
  /** Nothing is on its way to the core: what it draws is what was decided. */
  readonly saved: boolean;
  /** As wide as there is room, one below the other, to be scrolled. */
  readonly large: boolean;
  readonly onChoose: (choice: Choice) => void;
}) {
  const regions = picture.treatment?.regions ?? [];
  const shown = isShown(picture, all);
  const whole = usePicture(file, picture.digest, false, picture.unusable ? undefined : "whole");
  const leaves = usePicture(
    file,
    picture.digest,
    true,
    shown && saved ? JSON.stringify(picture.treatment ?? null) : undefined,
  );
  const figures = (
    <>
      <figure>
        <figcaption>原图{editable && !picture.unusable ? "，拖动画出须遮盖的部分" : ""}</figcaption>
        {whole.url === undefined ? (
          <p className="picture-pair__none ink-2" role="status">
            {whole.error
              ? "这幅图片读不出来，不能保留或者遮盖。"
              : picture.unusable
                ? "不在此显示，请另存附件后用本机软件看。"
                : "正在读出图片"}
          </p>
        ) : (
          <RegionBoard
            url={whole.url}
            size={picture}
            regions={regions}
            editable={editable}
            label="原图"
            onChange={(changed) => onChoose(maskedBy(picture.digest, changed))}
          />
        )}
      </figure>
      <figure>
        <figcaption>公开件</figcaption>
        {shown && !whole.error ? (
          leaves.url === undefined ? (
            <p className="picture-pair__none ink-2" role="status">
              正在制作
            </p>
          ) : (
            <div
              className="region-board"
              style={{
                aspectRatio: `${picture.width} / ${picture.height}`,
                ["--picture-ratio" as string]: picture.width / picture.height,
              }}
            >
              <img src={leaves.url} alt="公开件中的图片" />
            </div>
          )
        ) : (
          <p className="picture-pair__none">{absentWords(picture)}</p>
        )}
      </figure>
    </>
  );
  return large ? (
    <ScrollRegion className="picture-pair picture-pair--large" label="放大的图片">
      {figures}
    </ScrollRegion>
  ) : (
    <div className="picture-pair">{figures}</div>
  );
}

/** One of the decisions, pressed in where it is the one that holds. */
function DecisionButton({
  chosen,
  command,
  disabled,
  onClick,
  children,
}: {
  readonly chosen: boolean;
  readonly command: CommandId;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: string;
}) {
  return (
    <Button className={chosen ? "is-chosen" : ""} aria-pressed={chosen} disabled={disabled} onClick={onClick}>
      {children} <ButtonKey command={command} />
    </Button>
  );
}

/**
 * The pictures of an attached file, one by one: as they are, as the public copy shows them, and what is decided about
 * each. With `editable` false to look at only, for reviewers.
 */
export function PicturesDialog({
  file,
  editable,
  onClose,
}: {
  readonly file: File;
  readonly editable: boolean;
  readonly onClose: () => void;
}) {
  const { itemId, attachmentId } = file;
  const [all, setAll] = useState<AttachmentPictures>();
  const [error, setError] = useState<CallError>();
  const [at, setAt] = useState(0);
  const [past, setPast] = useState<readonly Choice[]>([]);
  const [pending, setPending] = useState(0);
  const [marking, setMarking] = useState(false);
  const [large, setLarge] = useState(false);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const list = useRef<HTMLOListElement>(null);

  const read = useCallback(async (): Promise<void> => {
    const answer = await call("items.attachmentPictures", { itemId, attachmentId });
    if (answer.ok) setAll(answer.value);
    setError(answer.ok ? undefined : answer.error);
  }, [itemId, attachmentId]);
  useEffect(() => {
    void read();
  }, [read]);

  // The keys are those of the list, from the moment it is there.
  const isRead = all !== undefined;
  useEffect(() => {
    if (isRead) list.current?.querySelector("button")?.focus();
  }, [isRead]);

  const picture = all?.pictures[at];
  const decidable = editable && picture !== undefined && picture.unusable === undefined;
  const put = (choice: Choice): void => {
    setAll((now) => now && { ...now, pictures: withChoice(now.pictures, choice) });
    setMarking(false);
    setPending((count) => count + 1);
    const before = queue.current;
    const record = async (): Promise<void> => {
      await before;
      const { digest, decision, regions } = choice;
      const answer = await call("items.treatPicture", {
        itemId,
        attachmentId,
        digest,
        decision,
        regions: regions.map((region) => ({ ...region })),
      });
      setPending((count) => count - 1);
      if (answer.ok) return;
      await read();
      setError(answer.error);
    };
    queue.current = record();
  };
  const choose = (choice: Choice): void => {
    if (!picture) return;
    setError(undefined);
    setPast((before) => [...before, choiceOf(picture)]);
    put(choice);
  };
  const decide = (decision: "keep" | "drop" | null): void => {
    if (decidable) choose({ digest: picture.digest, decision, regions: [] });
  };
  const mask = (): void => {
    if (!decidable) return;
    choose(maskedBy(picture.digest, withRegion(picture)));
    setMarking(true);
  };
  const undo = (): void => {
    const last = past.at(-1);
    if (!last || !all) return;
    setPast(past.slice(0, -1));
    const place = all.pictures.findIndex(({ digest }) => digest === last.digest);
    if (place >= 0) setAt(place);
    put(last);
  };
  const move = (by: number): void => {
    const next = Math.min((all?.pictures.length ?? 1) - 1, Math.max(0, at + by));
    setAt(next);
    setMarking(false);
    list.current?.querySelectorAll("button")[next]?.focus();
  };
  // A part that was just added is moved by the arrows at once.
  const regionCount = picture?.treatment?.regions.length ?? 0;
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!marking || regionCount === 0) return;
    const parts = body.current?.querySelectorAll<HTMLButtonElement>(".region-board__part");
    parts?.item(parts.length - 1).focus();
  }, [marking, regionCount]);

  const acts: readonly (readonly [CommandId, () => void])[] = [
    ["pictures.next", () => move(1)],
    ["pictures.previous", () => move(-1)],
    ["pictures.keep", () => decide("keep")],
    ["pictures.mask", mask],
    ["pictures.drop", () => decide("drop")],
    ["pictures.clear", () => decide(null)],
    ["pictures.undo", undo],
    ["pictures.enlarge", () => setLarge((now) => !now)],
  ];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    // An enlarged picture that has the focus is scrolled by the arrows.
    const isScrolled = (event.target as Element).classList.contains("picture-pair--large");
    if (isScrolled && event.key.startsWith("Arrow")) return;
    const act = acts.find(([id]) => declarationOf(id).keys.some((chord) => matchesChord(event, chord)));
    if (!act || (event.repeat && declarationOf(act[0]).whileHeld !== true)) return;
    event.preventDefault();
    event.stopPropagation();
    act[1]();
  };
  const open = all ? undecided(all) : 0;

  return (
    <Modal
      open
      className="pictures-dialog"
      title={`图片：${file.fileName}`}
      width="min(1240px, calc(100vw - 32px))"
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {editable ? "看完了" : "关闭"}
        </Button>
      }
    >
      {/* The keys of the whole dialog; under a dialog the window's own are off. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={body}
        className="pictures-dialog__body"
        role="group"
        aria-label="逐幅处理"
        onKeyDown={onKeyDown}
      >
        {error ? (
          <ErrorPanel
            error={error}
            about={all ? "决定没有记下" : "图片没有读出来"}
            onRetry={() => void read()}
          />
        ) : null}
        {!all && !error ? <LoadingRows rows={6} label="正在读出图片" /> : null}
        {all && all.pictures.length === 0 ? (
          <EmptyState title="没有图片">这个文件里没有图片。</EmptyState>
        ) : null}
        {all && open > 0 && editable ? (
          <Notice kind="soon" title={`${open} 幅图片没有决定，公开件中不带入`}>
            图片里可能有须遮盖的内容。逐幅看过，决定保留、遮盖或者去除。相同的图片一并决定。
            {isOfPages(all) ? "整页是图片的页没有决定，就不能提交审查。" : ""}
          </Notice>
        ) : null}
        {all && picture ? (
          <div className="pictures-dialog__columns">
            <ScrollRegion className="pictures-dialog__list" label="图片">
              <ol ref={list}>
                {all.pictures.map((one, index) => (
                  <li key={one.digest}>
                    <button
                      type="button"
                      className="pictures-dialog__row"
                      aria-current={index === at ? "true" : undefined}
                      onClick={() => move(index - at)}
                    >
                      <span>{nameWords(all, index)}</span>
                      <span
                        className={`text-12 ${isShown(one, all) ? (one.treatment || one.inCopy ? "text-done" : "ink-2") : one.treatment || one.unusable ? "ink-2" : "text-soon"}`}
                      >
                        {stateWords(one, all)}
                      </span>
                      <span className="text-12 ink-3">{sizeWords(one)}</span>
                      {one.where === undefined ? null : (
                        <span className="text-12 ink-3 pictures-dialog__where">{one.where}</span>
                      )}
                    </button>
                  </li>
                ))}
              </ol>
            </ScrollRegion>
            <div className="pictures-dialog__picture">
              <PicturePair
                key={picture.digest}
                file={file}
                picture={picture}
                all={all}
                editable={decidable}
                saved={pending === 0}
                large={large}
                onChoose={choose}
              />
              {editable ? (
                <div className="pictures-dialog__acts">
                  <DecisionButton
                    chosen={picture.treatment?.decision === "keep"}
                    command="pictures.keep"
                    disabled={!decidable}
                    onClick={() => decide("keep")}
                  >
                    保留整幅
                  </DecisionButton>
                  <DecisionButton
                    chosen={picture.treatment?.decision === "mask"}
                    command="pictures.mask"
                    disabled={!decidable}
                    onClick={mask}
                  >
                    遮盖一部分
                  </DecisionButton>
                  <DecisionButton
                    chosen={picture.treatment?.decision === "drop"}
                    command="pictures.drop"
                    disabled={!decidable}
                    onClick={() => decide("drop")}
                  >
                    去除
                  </DecisionButton>
                  <Button
                    type="text"
                    disabled={!decidable || !picture.treatment}
                    onClick={() => decide(null)}
                  >
                    取消决定 <ButtonKey command="pictures.clear" />
                  </Button>
                  <Button type="text" disabled={past.length === 0} onClick={undo}>
                    撤销 <ButtonKey command="pictures.undo" />
                  </Button>
                  <span className="text-12 ink-2" role="status">
                    {pending > 0 ? "正在记下" : past.length > 0 ? "已记下" : ""}
                  </span>
                </div>
              ) : null}
              <p className="text-12 ink-2">
                {picture.treatment?.personName
                  ? `${picture.treatment.personName}决定${stateWords(picture, all)}。`
                  : ""}
                {decidable && picture.suggested && !picture.treatment
                  ? `文字层里有 ${picture.suggested.length} 处须遮盖的内容，选“遮盖一部分”先按那里画出，请核对位置。`
                  : ""}
                {picture.boxed ? "页面上有色块盖着这幅图片，盖着的部分已经涂黑，公开件中也是。" : ""}
                保留和遮盖的图片按像素重新制作，拍摄时间、地点、作者等信息都不带入；
                {picture.pages
                  ? "遮盖的部分下面的文字一并去掉；一页只有去除的图片，公开件中就没有这一页。"
                  : "动画只留第一帧。"}
                在页面上裁剪过的，这里显示整幅，保留的也是整幅。
                {editable ? "遮盖的部分选中以后，方向键移动，Shift 加方向键改大小，Delete 去掉。" : ""}
              </p>
            </div>
          </div>
        ) : null}
        <div className="pictures-dialog__foot">
          <KeyHint commands={["pictures.previous", "pictures.next"]} words="上一幅、下一幅" />
          {all && picture ? (
            <Button type="text" size="small" aria-pressed={large} onClick={() => setLarge(!large)}>
              {large ? "缩小到整幅" : "放大"} <ButtonKey command="pictures.enlarge" />
            </Button>
          ) : null}
        </div>
      </div>
    </Modal>
  );
}
