import { ChangeDetectionStrategy, Component, computed } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { DatePipe, DurationPipe, MonthPipe } from '../../shared/pipes/time.pipes';
import { Bar } from '../../shared/ui/bar';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag, Tone } from '../../shared/ui/status-tag';
import type { components } from '../../core/api/schema';

type HoursLine = components['schemas']['HoursLine'];

/** My hours: one big number, how well it is proved, month by month, and every line with who recorded and who approved. */
@Component({
  selector: 'app-hours',
  imports: [Bar, DatePipe, DurationPipe, MonthPipe, PageState, StatusTag, TranslocoPipe],
  templateUrl: './hours.html',
  styleUrl: './hours.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Hours {
  protected readonly hours = apiResource('/api/volunteering/my/hours');
  protected readonly longestMonth = computed(() =>
    Math.max(1, ...(this.hours.value()?.months ?? []).map((month) => month.minutes)),
  );

  protected toneOf(line: HoursLine): Tone {
    return line.state === 'Approved' ? 'good' : line.state === 'Rejected' ? 'bad' : 'info';
  }
}
