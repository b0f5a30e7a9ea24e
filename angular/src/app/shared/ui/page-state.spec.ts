import { HttpErrorResponse } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, resource, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';

import { provideTestTexts } from '../../../testing/texts';
import { PageState } from './page-state';

type Outcome = { items: string[] } | 'fail' | 'wait';

@Component({
  selector: 'app-page-state-spec',
  imports: [PageState],
  template: `<app-page-state [resource]="things" emptyText="signIn.noAccount">
    <ng-template>
      @for (item of things.value()?.items; track item) {
        <p class="item">{{ item }}</p>
      }
    </ng-template>
    <a empty href="/next">next</a>
  </app-page-state>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  readonly outcome = signal<Outcome>('wait');
  tries = 0;
  readonly things = resource({
    params: () => this.outcome(),
    loader: async ({ params }) => {
      this.tries += 1;
      if (params === 'fail') {
        throw new HttpErrorResponse({ status: 503 });
      }
      return params === 'wait' ? new Promise<{ items: string[] }>(() => undefined) : params;
    },
  });
}

async function draw(outcome: Outcome) {
  TestBed.configureTestingModule({ providers: [provideTestTexts()] });
  const fixture = TestBed.createComponent(Page);
  fixture.componentInstance.outcome.set(outcome);
  fixture.detectChanges();
  await new Promise((resolve) => setTimeout(resolve));
  fixture.detectChanges();
  return { page: fixture.componentInstance, root: fixture.nativeElement as HTMLElement };
}

describe('page state', () => {
  it('says that it is loading', async () => {
    const { root } = await draw('wait');
    expect(root.querySelector('[role=status]')!.textContent).toContain('正在读取');
    expect(root.querySelectorAll('.bone')).toHaveLength(3);
  });

  it('shows the content when it is there, and not what to do without it', async () => {
    const { root } = await draw({ items: ['a', 'b'] });
    expect([...root.querySelectorAll('.item')].map((item) => item.textContent)).toEqual(['a', 'b']);
    expect(root.querySelector('a[empty]')).toBeNull();
  });

  it('says what to do next when there is nothing', async () => {
    const { root } = await draw({ items: [] });
    expect(root.textContent).toContain('还没有账号');
    expect(root.querySelector('a[empty]')).not.toBeNull();
  });

  it('says what went wrong and tries again when asked', async () => {
    const { root, page } = await draw('fail');
    expect(root.querySelector('[role=alert]')!.textContent).toContain('系统正在忙');
    root.querySelector('button')!.click();
    TestBed.tick();
    expect(page.tries).toBe(2);
  });
});
