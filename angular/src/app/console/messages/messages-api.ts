import type { PendingPaths as _Pending } from '../../core/api/api-types';

export type MessageState = 'Waiting' | 'Sent' | 'ToCall' | 'Called' | 'Failed' | 'Expired';

export interface MessageRow {
  id: string;
  personId: string;
  name: string;
  clubId: string | null;
  subject: string;
  state: MessageState;
  createdAt: string;
  usefulUntil: string;
  settledAt: string | null;
  attempts: number;
}

export interface Callee {
  personId: string;
  name: string;
  maskedPhone: string | null;
  emailRefused: boolean;
  messages: { id: string; clubId: string | null; subject: string; body: string; usefulUntil: string }[];
}

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/platform/messages': {
      get: Call<
        { items: MessageRow[]; total: number },
        { query: { state?: MessageState; page?: number; pageSize?: number } }
      >;
    };
    '/api/platform/call-list': { get: Call<{ items: Callee[] }, { query: { clubId?: string } }> };
    '/api/platform/messages/{messageId}/called': {
      post: Call<undefined, { path: { messageId: string } }>;
    };
  }
}
