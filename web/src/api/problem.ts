import type { ProblemFault, Sentence } from "./generated";

/** An answer of the service that is an error, as it told it (application/problem+json). */
export class ServiceProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly sentence: Sentence;
  readonly faults: readonly ProblemFault[];
  readonly facts: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;

  constructor(status: number, body: Partial<Told>, requestId: string | null) {
    super(`${status} ${body.code ?? "UNREADABLE"}`);
    this.name = "ServiceProblem";
    this.status = status;
    this.code = body.code ?? "UNREADABLE_ANSWER";
    this.sentence = body.sentence ?? {
      id: `Jawaban server tidak dapat dibaca (${status}). Coba lagi; bila tetap begitu, hubungi pengelola server.`,
      en: `The server's answer could not be read (${status}). Try again; if it stays so, ask whoever runs the server.`,
    };
    this.faults = body.errors ?? [];
    this.facts = body.facts ?? {};
    this.requestId = body.request_id ?? requestId;
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("the server cannot be reached", { cause });
    this.name = "Unreachable";
  }
}

interface Told {
  code: string;
  sentence: Sentence;
  errors: ProblemFault[];
  facts: Record<string, unknown>;
  request_id: string;
}

const isObject = (value: unknown): value is Partial<Told> => typeof value === "object" && value !== null;

/** What was thrown or sent, as one of the two kinds of error. A request that we gave up stays what it is. */
export function problemOf(thrown: unknown, response: Response | undefined): unknown {
  if (response === undefined) {
    if (thrown instanceof DOMException && thrown.name === "AbortError") return thrown;
    return new Unreachable(thrown);
  }
  return new ServiceProblem(response.status, isObject(thrown) ? thrown : {}, response.headers.get("x-request-id"));
}

export const isSignedOut = (error: unknown): boolean => error instanceof ServiceProblem && error.status === 401;
export const isForbidden = (error: unknown): boolean => error instanceof ServiceProblem && error.status === 403;
export const isChangedMeanwhile = (error: unknown): boolean => error instanceof ServiceProblem && error.status === 412;
