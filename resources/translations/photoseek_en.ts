<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name></name>
    <message numerus="yes">
        <source>Added %n photo(s) to the favourites</source>
        <translation>
            <numerusform>Added %n photo to the favourites</numerusform>
            <numerusform>Added %n photos to the favourites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n photo(s) from the favourites</source>
        <translation>
            <numerusform>Removed %n photo from the favourites</numerusform>
            <numerusform>Removed %n photos from the favourites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added %n photo(s) to {album}</source>
        <translation>
            <numerusform>Added %n photo to {album}</numerusform>
            <numerusform>Added %n photos to {album}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n photo(s) from {album}</source>
        <translation>
            <numerusform>Removed %n photo from {album}</numerusform>
            <numerusform>Removed %n photos from {album}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made the album {album} with %n photo(s)</source>
        <translation>
            <numerusform>Made the album {album} with %n photo</numerusform>
            <numerusform>Made the album {album} with %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n photo(s) to an album</source>
        <translation>
            <numerusform>Add %n photo to an album</numerusform>
            <numerusform>Add %n photos to an album</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are in {album} already.</source>
        <translation>
            <numerusform>%n photo is in {album} already.</numerusform>
            <numerusform>%n photos are in {album} already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n photos are compared.</source>
        <translation>
            <numerusform>The first %n photo is compared.</numerusform>
            <numerusform>The first %n photos are compared.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{reason}: %n photo(s), to be kept: {name}</source>
        <translation>
            <numerusform>{reason}: %n photo, to be kept: {name}</numerusform>
            <numerusform>{reason}: %n photos, to be kept: {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s), {size} to gain</source>
        <translation>
            <numerusform>%n group, {size} to gain</numerusform>
            <numerusform>%n groups, {size} to gain</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep “{name}” and move %n other(s) to the trash, {size}</source>
        <translation>
            <numerusform>Keep “{name}” and move %n other to the trash, {size}</numerusform>
            <numerusform>Keep “{name}” and move %n others to the trash, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n photo(s)</source>
        <translation>
            <numerusform>Export %n photo</numerusform>
            <numerusform>Export %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n file(s).</source>
        <translation>
            <numerusform>Copied %n file.</numerusform>
            <numerusform>Copied %n files.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n caption(s).</source>
        <translation>
            <numerusform>Copied %n caption.</numerusform>
            <numerusform>Copied %n captions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %n photo(s) to {folder}.</source>
        <translation>
            <numerusform>Exported %n photo to {folder}.</numerusform>
            <numerusform>Exported %n photos to {folder}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be: {name}, {reason}.</source>
        <translation>
            <numerusform>%n could not be: {name}, {reason}.</numerusform>
            <numerusform>%n could not be, such as {name}, {reason}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try %Ln again</source>
        <translation>
            <numerusform>Try %Ln again</numerusform>
            <numerusform>Try %Ln again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last automatic backup is of {when}. %n are kept.</source>
        <translation>
            <numerusform>The last automatic backup is of {when}. %n is kept.</numerusform>
            <numerusform>The last automatic backup is of {when}. %n are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Turned %n photo(s)</source>
        <translation>
            <numerusform>Turned %n photo</numerusform>
            <numerusform>Turned %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a caption yet</source>
        <translation>
            <numerusform>%Ln without a caption yet</numerusform>
            <numerusform>%Ln without a caption yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read</source>
        <translation>
            <numerusform>%Ln file could not be read</numerusform>
            <numerusform>%Ln files could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) so far</source>
        <translation>
            <numerusform>%Ln file so far</numerusform>
            <numerusform>%Ln files so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>about %n second left</numerusform>
            <numerusform>about %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %n hour left</numerusform>
            <numerusform>about %n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The background work is started again in %n second(s).</source>
        <translation>
            <numerusform>The background work is started again in %n second.</numerusform>
            <numerusform>The background work is started again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n file(s) to the trash?</source>
        <translation>
            <numerusform>Move %n file to the trash?</numerusform>
            <numerusform>Move %n files to the trash?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Moved %n file(s) to the trash</source>
        <translation>
            <numerusform>Moved %n file to the trash</numerusform>
            <numerusform>Moved %n files to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) stay where they are, as they cannot be moved to the trash: {names}</source>
        <translation>
            <numerusform>%n file stays where it is, as it cannot be moved to the trash: {names}</numerusform>
            <numerusform>%n files stay where they are, as they cannot be moved to the trash: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) did not come back; look for them in the trash: {names}</source>
        <translation>
            <numerusform>%n file did not come back; look for it in the trash: {names}</numerusform>
            <numerusform>%n files did not come back; look for them in the trash: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{word}, in %n photo(s)</source>
        <translation>
            <numerusform>{word}, in %n photo</numerusform>
            <numerusform>{word}, in %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the words of %n photo(s)</source>
        <translation>
            <numerusform>In the words of %n photo</numerusform>
            <numerusform>In the words of %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
</TS>
