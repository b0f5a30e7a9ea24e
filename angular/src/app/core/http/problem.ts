import { HttpErrorResponse } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/**
 * What the server says when it refuses (RFC 9457). Its title is already in the language of the screen. Only what the
 * server cannot say (no connection, a proxy's bare status) has its text here, in errors.json by code as it stands: a
 * colon has no meaning to Transloco, so `errors.Platform:NoConnection` needs no replacing.
 */
export interface Problem {
  readonly status: number;
  readonly code: string;
  /** The server's own words, when it refused with a code of its own. */
  readonly title: string | null;
  readonly traceId: string | null;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly details: Readonly<Record<string, unknown>>;
}

const NO_FIELDS: Problem['fields'] = {};

const CODE_OF_STATUS: Readonly<Record<number, string>> = {
  0: 'Platform:NoConnection',
  400: 'Platform:Invalid',
  401: 'Platform:SignInNeeded',
  403: 'Platform:Forbidden',
  404: 'Platform:NotFound',
  413: 'Platform:TooLarge',
  429: 'Platform:TooManyRequests',
  503: 'Platform:Unavailable',
  504: 'Platform:NoConnection',
};

export function toProblem(error: unknown): Problem {
  if (!(error instanceof HttpErrorResponse)) {
    return { status: -1, code: 'Platform:Unexpected', title: null, traceId: null, fields: NO_FIELDS, details: {} };
  }
  const body = record(error.error);
  const code = text(body['code']);
  return {
    status: error.status,
    title: code === null ? null : text(body['title']),
    code: code ?? CODE_OF_STATUS[error.status] ?? 'Platform:Unexpected',
    traceId: text(body['traceId']),
    fields: fieldsOf(body['errors']),
    details: record(body['details']),
  };
}

/** Nobody answered: no network, or nobody behind the proxy. The service worker says 504 for a dead network. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof HttpErrorResponse && [0, 502, 503, 504].includes(error.status);
}

/** The stable code of a refusal, e.g. "Volunteering:ShiftFull". */
export function problemCode(error: unknown): string {
  return toProblem(error).code;
}

/** Messages by field, the names as the form spells them ("Name" and "$.name" both become "name"). */
export function fieldErrors(error: unknown): Problem['fields'] {
  return toProblem(error).fields;
}

/** Finds the words for a refusal in the language of the screen. */
@Injectable({ providedIn: 'root' })
export class ProblemText {
  private readonly transloco = inject(TranslocoService);

  of(error: unknown): string {
    const problem = toProblem(error);
    if (problem.title !== null && problem.title !== problem.code) {
      return problem.title;
    }
    const key = `errors.${problem.code}`;
    const known = this.transloco.getTranslation(this.transloco.getActiveLang())[key] !== undefined;
    if (known && problem.code !== 'Platform:Unexpected') {
      return this.transloco.translate(key, { ...problem.details });
    }
    return problem.traceId
      ? this.transloco.translate('common.unexpectedWithTrace', { trace: problem.traceId })
      : this.transloco.translate('errors.Platform:Unexpected');
  }
}

function fieldsOf(errors: unknown): Problem['fields'] {
  const entries = Object.entries(record(errors)).flatMap(([name, messages]) =>
    Array.isArray(messages) ? [[fieldName(name), messages.filter((m) => typeof m === 'string')] as const] : [],
  );
  return entries.length === 0 ? NO_FIELDS : Object.fromEntries(entries);
}

function fieldName(name: string): string {
  const path = name.replace(/^\$\.?/, '');
  return path
    .split('.')
    .map((part) => part.charAt(0).toLowerCase() + part.slice(1))
    .join('.');
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
