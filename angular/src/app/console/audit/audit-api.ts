import type {} from '../../core/api/api-types';

export interface AuditItem {
  id: string;
  at: string;
  person: { id: string; name: string } | null;
  byJob: boolean;
  action: string;
  thing: string;
  thingId: string | null;
  change: string;
  details: { property: string; before: string | null; after: string | null }[];
}

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/platform/audit': {
      get: Call<
        { items: AuditItem[]; total: number },
        { query: { thingId?: string; thing?: string; change?: string; page?: number; pageSize?: number } }
      >;
    };
  }
}
