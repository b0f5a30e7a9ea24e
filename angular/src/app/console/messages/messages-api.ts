import type { Shape } from '../../core/api/shapes';

export type MessageState = Shape<'MessageState'>;
export type MessageRow = Shape<'ListMessagesItem'>;
export type Callee = Shape<'GetCallListPerson'>;
