import { replaceTexts, type Texts } from '../components/words/catalogue.ts'
import { words, type Words } from '../components/words.ts'

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]
export type Choice = Language | 'auto'

const place = 'handover.language'

/** What the reader has chosen, else what the server says: `auto` is the language of the device. */
export function chosenLanguage(): Choice {
  const [own, servers] = [localStorage.getItem(place), document.documentElement.dataset['language']]
  return [own, servers].find(isChoice) ?? 'auto'
}

/** The texts are laid out when the desk is loaded, so it is loaded anew. */
export function chooseLanguage(choice: Choice): void {
  localStorage.setItem(place, choice)
  location.reload()
}

let areMissing = false

/** Whether the desk speaks English since the texts of the chosen language could not be had. */
export const areTextsMissing = (): boolean => areMissing

/** Before anything is shown: the texts of the language, and over them those of the application. */
export async function loadWords(texts: Texts<Words> = {}): Promise<void> {
  const language = languageOf(chosenLanguage())
  if (language === 'de') areMissing = !(await speakGerman())
  document.documentElement.lang = areMissing ? 'en' : language
  const served = document.getElementById('handover-words')?.textContent
  const unknown = [texts, JSON.parse(served ?? '{}') as object].flatMap((each) => replaceTexts(words, each))
  if (unknown.length > 0)
    console.warn(`These texts of the application have no place in the desk: ${unknown.join(', ')}.`)
}

const isChoice = (value: unknown): value is Choice =>
  value === 'auto' || (languages as readonly unknown[]).includes(value)

function languageOf(choice: Choice): Language {
  if (choice !== 'auto') return choice
  const mine = navigator.languages.map((each) => each.slice(0, 2).toLowerCase())
  return (
    languages.find((language) => language === mine.find((each) => (languages as readonly string[]).includes(each))) ??
    'en'
  )
}

async function speakGerman(): Promise<boolean> {
  try {
    replaceTexts(words, (await import('../components/words/german.ts')).german)
    return true
  } catch (failure) {
    console.error(failure)
    return false
  }
}
