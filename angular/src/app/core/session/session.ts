/** The answer of GET /api/platform/session. */
export interface Session {
  readonly user: SessionUser | null;
  readonly tenant: SessionTenant | null;
  readonly street: { readonly id: string; readonly name: string } | null;
  readonly permissions: readonly string[];
  readonly features: Readonly<Record<string, boolean>>;
  readonly memberships: readonly Membership[];
  readonly culture: string;
}

export interface SessionUser {
  readonly id: string;
  readonly name: string;
}

export interface SessionTenant {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly timeZone: string;
}

export interface Membership {
  readonly id: string;
  readonly kind: 'Host' | 'Street' | 'Community';
  readonly name: string;
  readonly roles: readonly string[];
}

export const NOBODY: Session = {
  user: null,
  tenant: null,
  street: null,
  permissions: [],
  features: {},
  memberships: [],
  culture: 'zh-CN',
};
