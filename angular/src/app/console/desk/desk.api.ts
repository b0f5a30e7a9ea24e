import '../../core/api/api-types';

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/volunteering/hours/pending': {
      get: Call<{ items: unknown[]; total: number }, { query: { page?: number; pageSize?: number } }>;
    };
    '/api/volunteering/hours/clock': { get: Call<{ items: unknown[]; overdue: number }> };
    '/api/platform/call-list': { get: Call<{ items: unknown[] }, { query: { clubId?: string } }> };
  }
}
