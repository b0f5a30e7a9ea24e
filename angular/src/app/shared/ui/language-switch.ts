import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';

import { Language } from '../../core/i18n/language';
import { Lang } from '../../core/i18n/languages';

/** Names the other language in that language, so that those who need it can read it. */
@Component({
  selector: 'app-language-switch',
  template: `<button type="button" class="chip" [attr.lang]="other()" (click)="language.change(other())">
    {{ other() === 'en' ? 'EN' : '中文'
    }}<span class="sr-only">{{ other() === 'en' ? ' English' : ' 切换为中文' }}</span>
  </button>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LanguageSwitch {
  protected readonly language = inject(Language);
  protected readonly other = computed<Lang>(() => (this.language.current() === 'en' ? 'zh-CN' : 'en'));
}
