import type { Shape } from '../../core/api/shapes';

export type Sex = Shape<'Sex'>;
export type ConsentBasis = Shape<'ConsentBasis'>;
export type DepartureReason = NonNullable<Shape<'DepartureReason'>>;
export type PersonRow = Shape<'ListPeopleItem'>;
export type PersonDetails = Shape<'PersonDetails'>;
export type Revealed = Shape<'RevealPersonResponse'>;
