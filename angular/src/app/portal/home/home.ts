import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Prefs } from '../../core/prefs/prefs';
import { SessionStore } from '../../core/session/session-store';
import { DatePipe, TimeHere } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { ElderOffer } from './elder-offer';
import { MyNext } from './my-next';

/** 今天: what the day asks of me. Features put their own cards here. */
@Component({
  selector: 'app-home',
  imports: [Button, DatePipe, ElderOffer, MyNext, RouterLink, TranslocoPipe],
  templateUrl: './home.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Home {
  protected readonly session = inject(SessionStore);
  protected readonly prefs = inject(Prefs);
  private readonly here = inject(TimeHere);

  protected readonly today = computed(() => this.here.now().toISOString());
}
