import type { Shape } from '../../core/api/shapes';

export type Role = Shape<'ListRolesItem'>;
export type Holder = Shape<'ListRoleHoldersItem'>;
export type PermissionRow = Shape<'ListPermissionsItem'>;
