/** The answer of GET /api/platform/session. */
export interface Session {
  readonly user: SessionUser | null;
  readonly tenant: SessionTenant | null;
  readonly street: { readonly id: string; readonly name: string } | null;
  /** The place one is in, of `memberships`. */
  readonly membershipId: string | null;
  /** What is still missing before anything else is allowed, e.g. `Platform:SecondFactorNeeded`. */
  readonly restriction: string | null;
  readonly permissions: readonly string[];
  readonly features: Readonly<Record<string, boolean>>;
  readonly memberships: readonly Membership[];
  readonly culture: string;
}

export interface SessionUser {
  readonly id: string;
  readonly name: string;
  /** Who one is in this community's register; null for the platform and the street. */
  readonly personId?: string | null;
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
  membershipId: null,
  restriction: null,
  permissions: [],
  features: {},
  memberships: [],
  culture: 'zh-CN',
};
