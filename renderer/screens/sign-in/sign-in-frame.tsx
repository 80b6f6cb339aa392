import { useEffect, useState, type ReactNode } from "react";

import { dayOfInstant } from "../../../shared/kernel/calendar-day.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { useOrganisationName } from "../../session/session-store.ts";
import { clockTime, fullDate, presentInstant, weekdayName } from "../../wording/dates.ts";
import "./sign-in.css";

function useMinuteClock() {
  const [now, setNow] = useState(presentInstant);
  useEffect(() => {
    const timer = setInterval(() => setNow(presentInstant()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The notice the law asks for on a machine that is not for state secrets (保密法31; review.md §9). */
export const notForSecrets = "本系统为非涉密系统，禁止存储、处理、传输国家秘密";

/** The one block of 720 in the middle: who we are and what time it is above, the notice in vermilion below. */
export function SignInFrame({
  children,
  aside,
  className = "",
}: {
  readonly children: ReactNode;
  readonly aside: ReactNode;
  readonly className?: string;
}) {
  const organName = useOrganisationName();
  const now = useMinuteClock();
  const day = dayOfInstant(now);
  return (
    <main className={`sign-in ${className}`}>
      <div className="sign-in__block">
        <header className="sign-in__head">
          <span className="brand-mark sign-in__mark" aria-hidden>
            公
          </span>
          <div>
            <h1 className="sign-in__name">政务公开工作站</h1>
            <p className="text-13 ink-2">{organName}</p>
          </div>
          <div className="sign-in__clock">
            <time className="sign-in__time">{clockTime(now)}</time>
            <p className="text-13 ink-2">
              {fullDate(day)}，{weekdayName(day)}
            </p>
          </div>
        </header>
        <div className="sign-in__box">
          <div className="sign-in__form">{children}</div>
          <aside className="sign-in__aside">{aside}</aside>
        </div>
        <p className="sign-in__notice">
          <Icon name="warning" />
          {notForSecrets}
        </p>
      </div>
    </main>
  );
}
