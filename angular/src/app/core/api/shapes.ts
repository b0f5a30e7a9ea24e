import type { components } from './schema';

/** A shape by its name in the API document: `Shape<'PersonDetails'>`. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name];
