import type {} from '../../core/api/api-types';

export interface Job {
  name: string;
  cron: string;
  perCommunity: boolean;
  lastRun: {
    scheduledFor: string;
    startedAt: string;
    finishedAt: string;
    seconds: number;
    runs: number;
    failed: number;
  } | null;
  nextRun: string | null;
  failuresOfWeek: number;
}

export interface JobRun {
  communityId: string | null;
  community: string | null;
  scheduledFor: string;
  startedAt: string;
  finishedAt: string;
  seconds: number;
  state: 'Succeeded' | 'Failed';
  attempts: number;
  error: string | null;
}

export interface DeadLetter {
  id: string;
  communityId: string;
  community: string | null;
  reaction: string;
  occurredAt: string;
  deadAt: string;
  attempts: number;
  lastError: string | null;
}

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/platform/jobs': { get: Call<{ items: Job[] }> };
    '/api/platform/jobs/{name}/runs': {
      get: Call<
        { items: JobRun[]; total: number },
        { path: { name: string }; query: { state?: 'Succeeded' | 'Failed'; page?: number; pageSize?: number } }
      >;
      post: Call<{ hasRun: boolean; failed: number }, { path: { name: string } }>;
    };
    '/api/platform/jobs/{name}/retries': {
      post: Call<
        { succeeded: boolean },
        { path: { name: string }; body: { scheduledFor: string; communityId?: string | null } }
      >;
    };
    '/api/platform/dead-letters': { get: Call<{ items: DeadLetter[] }> };
    '/api/platform/dead-letters/{messageId}/retry': { post: Call<undefined, { path: { messageId: string } }> };
  }
}
