/** An application's own build of the desk, in which files are chosen by the application's own means. */
import 'handover-desk/react/style.css'
import 'handover-desk/react/desk.css'
import { startDesk } from 'handover-desk/react'

await startDesk({
  // Stands for an upload: what comes of it is an address.
  chooseFile: ({ label }) =>
    new Promise((resolve) => {
      const input = Object.assign(document.createElement('input'), { type: 'file', ariaLabel: label })
      input.addEventListener('cancel', () => resolve(undefined))
      input.addEventListener('change', () => {
        const name = input.files?.[0]?.name
        resolve(name === undefined ? undefined : `https://files.example.org/7/${encodeURIComponent(name)}`)
      })
      input.click()
    }),
})
