import type {} from '../../core/api/api-types';

export interface MyData {
  name: string;
  birthDate: string | null;
  phone: string | null;
  email: string | null;
  emailRefused: boolean;
  building: string | null;
  language: string;
  shortCode: string;
}

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/platform/me': { get: Call<MyData> };
    '/api/platform/me/contact': {
      put: Call<undefined, { body: { phone: string | null; email: string | null; language: string } }>;
    };
    '/api/platform/me/erasure-request': { post: Call<{ id: string }> };
  }
}
