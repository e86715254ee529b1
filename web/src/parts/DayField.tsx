import "@mantine/dates/styles.css";
import "dayjs/locale/id";
import { ActionIcon } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { IconCalendar } from "@tabler/icons-react";
import { useState } from "react";
import { useLanguage } from "@/language/useLanguage";
import styles from "./parts.module.css";
import { readDay } from "./readDay";
import { words } from "./words";

interface Props {
  label: string;
  description?: string;
  required?: boolean;
  /** ISO day; "" where none is named. */
  value: string;
  min?: string;
  max?: string;
  onChange: (day: string) => void;
}

const isWithin = (day: string, min = day, max = day): boolean => min <= day && day <= max;

/** A day, typed or picked, in the order of the page's language: a browser's own field follows the browser's. */
export function DayField({ label, description, required = false, value, min, max, onChange }: Props) {
  const { say, code, dayLong } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const judge = (text: string): void => {
    const day = readDay(text);
    if (text.trim() === "") setWrong(null);
    else if (day === null) setWrong(say(words.dayForm));
    else if (isWithin(day, min, max)) setWrong(null);
    else
      setWrong(
        max === undefined
          ? say(words.dayFrom, { first: dayLong(min ?? day) })
          : min === undefined
            ? say(words.dayUntil, { last: dayLong(max) })
            : say(words.dayRange, { first: dayLong(min), last: dayLong(max) }),
      );
  };
  return (
    <DateInput
      label={label}
      description={description}
      inputWrapperOrder={["label", "input", "description", "error"]}
      required={required}
      error={wrong}
      locale={code}
      firstDayOfWeek={1}
      hideOutsideDates
      classNames={{ weekday: styles.weekday ?? "", day: styles.dayOf ?? "" }}
      valueFormat="DD/MM/YYYY"
      placeholder={say(words.dayPattern)}
      dateParser={readDay}
      // What was typed wrongly stays to be put right.
      fixOnBlur={wrong === null}
      value={value === "" ? null : value}
      minDate={min}
      maxDate={max}
      clearable={!required}
      clearButtonProps={{ "aria-label": say(words.dayClear) }}
      ariaLabels={{
        nextMonth: say(words.nextMonth),
        previousMonth: say(words.previousMonth),
        nextYear: say(words.nextYear),
        previousYear: say(words.previousYear),
        nextDecade: say(words.nextDecade),
        previousDecade: say(words.previousDecade),
        monthLevelControl: say(words.chooseMonth),
        yearLevelControl: say(words.chooseYear),
      }}
      // The calendar comes when it is asked for: it would lie over what comes next while one types.
      leftSection={
        <ActionIcon
          variant="subtle"
          size="sm"
          aria-label={say(words.calendar)}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          // The calendar takes the keys only a moment after it opened; a quick Escape comes here.
          onKeyDown={(event) => {
            if (event.key === "Escape") setOpen(false);
          }}
        >
          <IconCalendar size={16} aria-hidden />
        </ActionIcon>
      }
      leftSectionPointerEvents="all"
      popoverProps={{ opened: isOpen, onChange: setOpen, trapFocus: true, returnFocus: true }}
      onInput={(event) => judge(event.currentTarget.value)}
      onChange={(day) => {
        setWrong(null);
        setOpen(false);
        onChange(day ?? "");
      }}
    />
  );
}
