import { Button } from "antd";
import { useEffect, useState } from "react";

import { useReadingStore } from "../../session/reading-store.ts";
import { fileSize } from "../../wording/numbers.ts";

/** What is over sooner needs no words. */
const quietMs = 400;

/** The file that is being read, how far, and a way to stop it. Says nothing of files that are read at once. */
export function ReadingProgress() {
  const current = useReadingStore((state) => state.current);
  const cancel = useReadingStore((state) => state.cancel);
  const [longId, setLongId] = useState<string>();
  const workId = current?.workId;
  useEffect(() => {
    if (workId === undefined) return undefined;
    const timer = setTimeout(() => setLongId(workId), quietMs);
    return () => clearTimeout(timer);
  }, [workId]);
  if (!current || longId !== workId) return null;
  return (
    <p className="reading-progress" role="status">
      <span>
        正在读取“{current.fileName}”
        {current.unpackedBytes > 0 ? `，已展开 ${fileSize(current.unpackedBytes)}` : ""}
      </span>
      <Button size="small" onClick={cancel}>
        不读这个文件
      </Button>
    </p>
  );
}
