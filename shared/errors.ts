/** The catalogue of refusals: every error that leaves the server is one of these, and says nothing about the inside. */
import { z } from 'zod';

interface CatalogueLine {
  /** HTTP status of `POST /api/<name>`. */
  status: number;
  /** Whether the same command with the same key may be sent again unchanged. */
  retryable: boolean;
  /** Said to the caller. The console renders the code in the reader's language. */
  message: string;
}

export const errorCatalogue = {
  invalid_input: { status: 400, retryable: false, message: 'The input does not fit the schema.' },
  unknown_command: { status: 404, retryable: false, message: 'There is no such command or query.' },
  key_required: {
    status: 400,
    retryable: false,
    message: 'A command needs a key: a UUID made by the client.',
  },
  key_reused: { status: 409, retryable: false, message: 'This key was used for another command.' },
  too_large: { status: 413, retryable: false, message: 'The request is larger than allowed.' },
  rate_limited: { status: 429, retryable: true, message: 'Too many requests; wait a moment.' },
  unauthenticated: { status: 401, retryable: false, message: 'Sign in first.' },
  token_invalid: { status: 401, retryable: false, message: 'The access token is expired or not valid.' },
  session_ended: { status: 401, retryable: false, message: 'This session has ended; sign in again.' },
  sign_in_failed: { status: 401, retryable: false, message: 'Wrong user name or password.' },
  password_wrong: { status: 403, retryable: false, message: 'The present password is wrong.' },
  locked_out: {
    status: 429,
    retryable: false,
    message: 'Too many failed sign-ins; wait before the next one.',
  },
  not_found: { status: 404, retryable: false, message: 'There is no such thing within your reach.' },
  not_allowed: { status: 403, retryable: false, message: 'Your role may not do this.' },
  already_set_up: { status: 409, retryable: false, message: 'The first admin exists already.' },
  set_up_code_wrong: { status: 403, retryable: false, message: 'The set-up code is wrong.' },
  code_taken: { status: 409, retryable: false, message: 'Another record has this code or name.' },
  reference_unknown: {
    status: 409,
    retryable: false,
    message: 'The input names a code that does not exist.',
  },
  tree_broken: {
    status: 409,
    retryable: false,
    message: 'A station cannot stand below itself or below another organisation.',
  },
  line_needs_ends: {
    status: 409,
    retryable: false,
    message: 'A line needs two or more different stations as ends.',
  },
  end_required: {
    status: 400,
    retryable: false,
    message: 'You belong to several ends of this line; say for which one you act.',
  },
  end_not_yours: { status: 403, retryable: false, message: 'You cannot act for that end.' },
  incident_closed: { status: 409, retryable: false, message: 'The incident is closed; reopen it first.' },
  status_change_invalid: {
    status: 409,
    retryable: false,
    message: 'The incident cannot go to that status from here.',
  },
  alerts_open: {
    status: 409,
    retryable: false,
    message: 'An alert is still unanswered; acknowledge or withdraw it first.',
  },
  alert_over: { status: 409, retryable: false, message: 'The alert was withdrawn.' },
  not_the_raiser: {
    status: 403,
    retryable: false,
    message: 'Only the end that raised the alert may withdraw it.',
  },
  reply_by_passed: {
    status: 409,
    retryable: false,
    message: 'The time to reply by must lie ahead and within seven days.',
  },
  escalation_not_running: { status: 409, retryable: false, message: 'This escalation is not running.' },
  stale_step: { status: 409, retryable: false, message: 'It has escalated since you looked.' },
  snooze_too_long: { status: 409, retryable: false, message: 'That is longer than an alert may be put off.' },
  watch_held: {
    status: 409,
    retryable: false,
    message: 'Another officer holds the watch; it must be handed over or relieved.',
  },
  watch_not_held: { status: 409, retryable: false, message: 'You do not hold this watch.' },
  watch_not_offered: { status: 409, retryable: false, message: 'The watch is not offered to you.' },
  open_items_changed: {
    status: 409,
    retryable: false,
    message: 'An open item came or changed since you looked; read it and accept it too.',
  },
  watch_unmanned: { status: 409, retryable: false, message: 'Nobody holds this watch.' },
  busy: { status: 503, retryable: true, message: 'The server is busy; the same request may be sent again.' },
  unavailable: {
    status: 503,
    retryable: true,
    message: 'The record cannot be reached; the same request may be sent again.',
  },
  internal: { status: 500, retryable: true, message: 'Something went wrong on the server.' },
} as const satisfies Record<string, CatalogueLine>;

export type ErrorCode = keyof typeof errorCatalogue;
export const errorCodes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]];

/** What a refusal may tell beyond its code: the fields that do not fit, or how long to wait. */
export const errorDetails = z.strictObject({
  /** The one field of the input that the code is about. */
  field: z.string().optional(),
  issues: z.array(z.strictObject({ path: z.string(), problem: z.string() })).optional(),
  retryAfterMs: z.int().nonnegative().optional(),
});
export type ErrorDetails = z.infer<typeof errorDetails>;

export const errorBody = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string(),
  details: errorDetails,
});
export type ErrorBody = z.infer<typeof errorBody>;

/** A refusal that a caller may see. Anything else that is thrown leaves as `internal`. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(refusedWith: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(errorCatalogue[refusedWith].message, options);
    this.name = 'Refusal';
    this.code = refusedWith;
    this.details = details;
  }

  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
  }

  toBody(): ErrorBody {
    return { code: this.code, message: this.message, details: this.details };
  }
}

/** Refuses: throws a {@link Refusal} with `code`. */
export function refuse(refusedWith: ErrorCode, details?: ErrorDetails): never {
  throw new Refusal(refusedWith, details);
}
