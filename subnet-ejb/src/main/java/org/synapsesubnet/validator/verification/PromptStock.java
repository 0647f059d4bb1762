package org.synapsesubnet.validator.verification;

import java.util.List;

/**
 * What questions are made of. A customer's words are never among it: prompts of customers don't leave the house, not
 * even to the miner that would have got them.
 */
final class PromptStock {

    static final List<String> TOPICS = lines("""
            a small vegetable garden
            an old bicycle chain
            a rainy weekend
            the night train to the coast
            a sourdough starter
            a second-hand camera
            a noisy refrigerator
            the village library
            my grandmother's recipes
            a book club
            a leaking tap
            a mountain path
            the history of paper
            a school play
            a beehive
            a wooden boat
            the first cold morning of autumn
            a chess opening
            a family budget
            a job interview
            an evening class in pottery
            a long flight
            a street market
            the tides
            a broken zip
            a balcony in the shade
            a half marathon
            a short speech
            an apple tree
            a lost suitcase
            a board game
            the moons of Jupiter
            a quiet neighbour
            a spreadsheet of expenses
            a birthday party
            a home office
            a stray cat
            the colour blue
            a museum visit
            a thunderstorm
            a sailing knot
            an essay about rivers
            a choir rehearsal
            a kitchen shelf
            the smell of bread
            a power cut
            a letter to a friend
            a folding table
            a picnic
            a map of the city
            a piano lesson
            the winter sky
            a pair of walking boots
            a town without cars
            an hour without a phone
            a lighthouse
            a slow computer
            a rooftop
            a ferry timetable
            a crossword
            the taste of plums
            a jar of buttons
            a new alphabet
            a borrowed umbrella""");

    static final List<String> PEOPLE = lines("""
            my sister
            a friend of mine
            our teacher
            a colleague
            the new tenant
            my uncle
            a young carpenter
            the woman next door
            a retired pilot
            our coach
            my son
            a visitor from Lisbon
            the baker
            a nurse on night shifts
            two students
            my flatmate
            an amateur painter
            the postman
            a group of hikers
            our landlord
            a translator
            the gardener
            my cousin
            a bus driver
            the librarian
            a violin maker
            somebody at work
            my parents
            a fisherman
            the girl upstairs
            an engineer
            a night watchman""");

    static final List<String> OCCASIONS = lines("""
            %s has been thinking about %s for weeks.
            Last Tuesday %s asked me about %s.
            %s wants to write a few lines about %s.
            We talked with %s about %s.
            %s has never understood what people like about %s.
            There was an argument between me and %s over %s.
            %s is planning everything around %s.
            In a letter %s mentions %s twice.
            %s has a question about %s and so have I.
            I promised %s to find out more about %s.
            For %s everything begins with %s.
            %s once told me a story about %s.
            Since spring %s cares for nothing but %s.
            I need a present for %s, perhaps something to do with %s.
            %s gave a talk about %s.
            It took %s a year to get used to %s.""");

    static final List<String> QUESTIONS = lines("""
            What would you say about %s?
            How does one begin with %s?
            Which three things matter most for %s?
            What goes wrong most often with %s?
            Can you explain %s to a child?
            What has that to do with %s?
            How much time should one leave for %s?
            Why do people remember %s?
            Write a short paragraph about %s.
            Describe %s without naming it.
            Tell a small story in which %s plays a part.
            Compare it with %s.
            What should one never say about %s?
            What would a careful person do about %s?
            Is it worth spending money on %s?
            How would you describe the sound of %s?
            Give me a plan that ends with %s.
            Which words come to mind for %s?
            What changes when one looks closely at %s?
            How would you cheer somebody up with %s?
            What is the difference between this and %s?
            What would be a good title for an article about %s?
            How do I get from here to %s in small steps?
            What did people a hundred years ago think of %s?""");

    static final List<String> MANNERS = lines("""
            Keep it short.
            Answer in plain words.
            About %d words are enough.
            Please be honest.
            No lists, please.
            I have %d minutes to read it.
            Use at most %d sentences.
            Write as you would to a friend.
            It is for a group of %d people.
            Leave out what everybody knows.
            Give one example.
            A single paragraph will do.
            My budget is %d euros.
            Think of a reader of %d years.
            Don't repeat the question.
            Begin with the most important point.""");

    static final List<String> ROLES = lines("""
            You are a helpful assistant.
            You answer briefly and kindly.
            You are a patient teacher.
            You are an experienced editor.
            Answer in English.
            You help people to write better.
            You are a friendly guide who never makes things up.
            You give practical advice.""");

    private PromptStock() {}

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
