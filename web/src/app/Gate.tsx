import { lazy, Suspense, useState, type ReactNode } from "react";
import { isSignedOut } from "@/api/problem";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loading } from "@/parts/States";
import { useWho } from "./session";

const SignIn = lazy(() => import("@/pages/sign-in/SignIn"));
const SignInAgain = lazy(() => import("@/pages/sign-in/SignInAgain"));

/** Lets in who is signed in. A session that ends meanwhile asks over the page, which keeps what was typed. */
export function Gate({ children }: { children: ReactNode }) {
  const who = useWho();
  const [known, setKnown] = useState<string | null>(null);
  if (who.data !== undefined && who.error === null && who.data.name !== known) setKnown(who.data.name);
  const isOut = isSignedOut(who.error);
  if (isOut && known === null) return <SignIn />;
  if (who.data === undefined && known === null)
    return (
      <main style={{ padding: 24 }}>
        {who.error === null ? (
          <Loading height={320} />
        ) : (
          <ProblemNote error={who.error} again={() => void who.refetch()} />
        )}
      </main>
    );
  return (
    <>
      {children}
      {isOut && (
        <Suspense>
          <SignInAgain login={known ?? ""} />
        </Suspense>
      )}
    </>
  );
}
