import type { Shape } from '../../core/api/shapes';

export type AuditItem = Shape<'ListAuditItem'>;
