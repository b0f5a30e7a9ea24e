import type { PendingPaths as _Pending } from '../../core/api/api-types';

export interface Role {
  name: string;
  needsSecondFactor: boolean;
  grantable: boolean;
  permissions: string[];
}

export interface Holder {
  personId: string;
  name: string;
  maskedPhone: string | null;
  role: string;
  until: string | null;
  isOver: boolean;
}

export interface PermissionRow {
  name: string;
  changeable: boolean;
  roles: { role: string; isGranted: boolean; byDefault: boolean }[];
}

export interface PermissionChange {
  role: string;
  permission: string;
  isGranted?: boolean | null;
}

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/platform/roles': { get: Call<{ items: Role[] }> };
    '/api/platform/role-holders': { get: Call<{ items: Holder[] }> };
    '/api/platform/people/{personId}/roles': {
      post: Call<undefined, { path: { personId: string }; body: { role: string; until?: string | null } }>;
    };
    '/api/platform/people/{personId}/roles/{role}': {
      delete: Call<undefined, { path: { personId: string; role: string } }>;
    };
    '/api/platform/permissions': {
      get: Call<{ items: PermissionRow[] }>;
      put: Call<undefined, { body: { changes: PermissionChange[] } }>;
    };
  }
}
