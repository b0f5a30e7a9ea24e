import type { Shape } from '../../core/api/shapes';

export type Job = Shape<'ListJobsItem'>;
export type JobRun = Shape<'ListJobRunsItem'>;
export type DeadLetter = Shape<'ListDeadLettersItem'>;
